import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { runToEnd } from "../stack/process/run-to-end";

/** Whether the demo data is missing: never finished, or finished for a database that has been emptied since. */
export async function needsSeed(url: string, marker: string): Promise<boolean> {
  if (!existsSync(marker)) return true;
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ empty: boolean }[]>`select not exists (select from public.organizations) as empty`;
    return row?.empty ?? true;
  } finally {
    await sql.end();
  }
}

export type SeedRun = {
  root: string;
  /** File that says the seed came to its end; null for a database nobody starts from again. */
  marker: string | null;
  env: Record<string, string>;
  /** Calls of each organization; left out, as many as `npm run seed` makes by itself. */
  calls?: string;
  signal: AbortSignal;
};

/**
 * Makes the demo data; rejects with the end of the seed's output. A seed that was interrupted left no mark and is made
 * anew, so nobody meets half a demo.
 */
export async function seed({ root, marker, env, calls, signal }: SeedRun): Promise<void> {
  const script = join(root, "scripts", "seed.ts");
  const size = calls === undefined ? [] : ["--calls", calls];
  await runToEnd(["--import", "tsx", script, "--force", ...size], { cwd: root, env, signal });
  if (marker) await writeFile(marker, `${new Date().toISOString()}\n`);
}
