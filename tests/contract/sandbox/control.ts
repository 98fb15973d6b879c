import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Delivery } from "@/scripts/stack/sandbox/delivery/outbox";
import { type Sandbox, startSandbox } from "@/scripts/stack/sandbox/server";
import type { Settings } from "@/scripts/stack/sandbox/state/records";

type Call = { id: string; agent_id: string; conversation_id: string; finished: boolean; deliveries: Delivery[] };

/** The union of what the control API answers, as far as tests look at it. */
export type Json = Call & {
  deliveries: Delivery[];
  agents: { id: string; name: string }[];
  calls: Call[];
  settings: Settings;
};

export type TestSandbox = Sandbox & {
  dataDir: string;
  /** Calls the control API and answers its JSON; throws unless the status is 2xx. */
  control(method: string, path: string, body?: unknown): Promise<Json>;
  remove(): Promise<void>;
};

/** A sandbox of a test's own, on a free port with an empty folder (or the folder of an earlier one). */
export async function startTestSandbox(folder?: string): Promise<TestSandbox> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), "foyer-sandbox-")));
  const sandbox = await startSandbox({ port: 0, dataDir, quiet: true });
  return {
    ...sandbox,
    dataDir,
    async control(method, path, body) {
      const response = await fetch(`${sandbox.url}/control${path}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return response.status === 204 ? undefined : response.json();
    },
    async remove() {
      await sandbox.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
