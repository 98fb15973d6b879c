import { existsSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { runToEnd } from "../stack/process/run-to-end";

/** Whether the database holds no organization yet. */
export async function isEmpty(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ empty: boolean }[]>`select not exists (select from public.organizations) as empty`;
    return row?.empty ?? true;
  } finally {
    await sql.end();
  }
}

/** Runs `scripts/seed.ts` in a process of its own; rejects with the end of its output. */
export async function seed(root: string, env: Record<string, string>, signal: AbortSignal): Promise<void> {
  const script = join(root, "scripts", "seed.ts");
  if (existsSync(script)) await runToEnd(["--import", "tsx", script], { cwd: root, env, signal });
}
