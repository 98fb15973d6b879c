import { appendFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Account,
  type AgentRecord,
  type CallRecord,
  DEFAULT_SETTINGS,
  type Settings,
  type Workspace,
} from "./records";

export type Store = {
  /** By API key; a key belongs to one vendor. */
  workspaces: Map<string, Workspace>;
  agents: Map<string, AgentRecord>;
  /** Accounts at the other vendors, by id. */
  accounts: Map<string, Account>;
  /** By id, oldest first. */
  calls: Map<string, CallRecord>;
  settings: Settings;
  /** Writes everything but calls soon. */
  save(): void;
  /** Remembers one call, new or changed. */
  saveCall(call: CallRecord): void;
  /** Resolves when everything is on disk. */
  close(): Promise<void>;
};

/** More calls than anybody scrolls through; older ones are forgotten at the next start. */
const CALLS_KEPT = 20_000;
const SAVE_DELAY_MS = 150;

/**
 * State as two files of a folder: `state.json`, replaced as a whole, and `calls.jsonl`, which grows by a line for every
 * change of a call and is compacted at the next start. A crash loses at most the last moments.
 */
export async function openStore(folder: string): Promise<Store> {
  await mkdir(folder, { recursive: true });
  const stateFile = join(folder, "state.json");
  const callsFile = join(folder, "calls.jsonl");
  const state = JSON.parse((await readIfThere(stateFile)) ?? "{}");
  const workspaces = new Map<string, Workspace>(state.workspaces ?? []);
  const agents = new Map<string, AgentRecord>(state.agents ?? []);
  const accounts = new Map<string, Account>(state.accounts ?? []);
  const settings: Settings = { ...structuredClone(DEFAULT_SETTINGS), ...state.settings };
  const calls = latestCalls((await readIfThere(callsFile)) ?? "");
  await replaceFile(callsFile, [...calls.values()].map((call) => `${JSON.stringify(call)}\n`).join(""));

  let writes = Promise.resolve();
  const write = (work: () => Promise<void>) => {
    writes = writes.then(work, work);
  };
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const kept = { workspaces: [...workspaces], agents: [...agents], accounts: [...accounts], settings };
    const text = JSON.stringify(kept, null, 1);
    write(() => replaceFile(stateFile, text));
  };

  return {
    workspaces,
    agents,
    accounts,
    calls,
    settings,
    save() {
      timer ??= setTimeout(flush, SAVE_DELAY_MS);
    },
    saveCall(call) {
      calls.set(call.id, call);
      const line = `${JSON.stringify(call)}\n`;
      write(() => appendFile(callsFile, line));
    },
    async close() {
      if (timer) flush();
      await writes;
    },
  };
}

function latestCalls(lines: string): Map<string, CallRecord> {
  const calls = new Map<string, CallRecord>();
  for (const line of lines.split("\n")) {
    const call = parseLine(line);
    if (call) calls.set(call.id, call);
  }
  return new Map([...calls].slice(-CALLS_KEPT));
}

/** The last line may be cut short by a crash. */
function parseLine(line: string): CallRecord | undefined {
  try {
    return line === "" ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.next`, text);
  await rename(`${file}.next`, file);
}
