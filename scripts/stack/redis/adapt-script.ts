import { createHash } from "node:crypto";

const scripts = new Map<string, string>();

/**
 * Upstash lets a Lua script begin with `#!lua flags=allow-key-locking`; Redis refuses that flag. The line is removed
 * from EVAL and SCRIPT LOAD, and since a client knows its script by the SHA-1 of the text *it* sent, that SHA is
 * remembered for EVALSHA. Scripts without the line pass unchanged.
 */
export function adaptScript(command: readonly string[]): readonly string[] {
  const [name = "", first = "", second = ""] = command;
  switch (name.toLowerCase()) {
    case "eval":
    case "eval_ro":
      return [name, adapted(first), ...command.slice(2)];
    case "script":
      return first.toLowerCase() === "load" ? [name, first, adapted(second)] : command;
    case "evalsha":
    case "evalsha_ro":
      return [name, scripts.get(first.toLowerCase()) ?? first, ...command.slice(2)];
    default:
      return command;
  }
}

function adapted(script: string): string {
  if (!script.startsWith("#!")) return script;
  const body = script.slice(script.indexOf("\n") + 1);
  scripts.set(sha1(script), sha1(body));
  return body;
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
