import { join } from "node:path";
import { expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { hostedEnvironment } from "../support/hosted-environment";
import { typeCommand } from "../support/typed-command";

const OURS = ["SEND_EMAIL_HOOK_SECRET", "FIELD_ENCRYPTION_KEYS", "LOOKUP_KEY", "CRON_SECRET", "MONITOR_KEY"];

async function printedKeys(): Promise<Record<string, string>> {
  const command = typeCommand(join(import.meta.dirname, "../.."), "run", "--silent", "keys");
  expect(await command.ended).toBe(0);
  return Object.fromEntries([...command.said().matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, key]) => [name, key]));
}

test("the keys that are printed start a production server as they stand, and are never the same twice", async () => {
  const [first, second] = await Promise.all([printedKeys(), printedKeys()]);
  const { SEND_EMAIL_HOOK_SECRET, FIELD_ENCRYPTION_KEYS, LOOKUP_KEY, CRON_SECRET, MONITOR_KEY, ...rest } =
    hostedEnvironment();
  // Control: each of them is needed.
  for (const name of OURS) expect(() => parseEnv(rest)).toThrow(`${name} is missing`);
  for (const keys of [first, second]) {
    expect(Object.keys(keys)).toEqual(OURS);
    expect(parseEnv({ ...rest, ...keys })).toMatchObject({ FOYER_ENV: "production", ...keys });
  }
  const values = [first, second].flatMap((keys) => Object.values(keys));
  expect(new Set(values).size).toBe(2 * OURS.length);
});
