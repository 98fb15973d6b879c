import postgres from "postgres";
import { type BenchAgent, type SignedBody, signedCallEnded } from "./bench-agent";
import { type LoadResult, load } from "./load";
import type { Figure } from "./report";

const CONNECTIONS = 32;
/** Many short turns: what else the machine does at the moment then meets both routes, or one round of nine. */
const ROUNDS = 9;
const STEADY_ROUNDS = 3;
/** Bodies are made before they are sent and kept in memory: the larger, the fewer. */
const SIZES = { small: { seconds: 3, per_second: 4_000 }, large: { seconds: 2, per_second: 2_000 } };

function bodiesFor(agent: BenchAgent, bytes: number, count: number): SignedBody[] {
  return Array.from({ length: count }, () => signedCallEnded(agent, bytes));
}

async function storedCalls(databaseUrl: string, orgId: string): Promise<number> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const [row] = await sql<{ calls: number }[]>`select count(*)::int as calls from calls where org_id = ${orgId}`;
  await sql.end();
  return row?.calls ?? 0;
}

// What autovacuum does within a minute of a first burst: plans made for empty tables would cost more with every call.
async function analyze(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  await sql`analyze`;
  await sql.end();
}

/**
 * Signed-webhook ingest against a bare route of the same server, in turns of one run, each round's ratio by itself; then
 * a steady 100 requests a second, three times. The effect is counted in the database before a figure counts.
 */
export async function benchIngest(
  agent: BenchAgent,
  appUrl: string,
  databaseUrl: string,
  bytes: number,
): Promise<Figure[]> {
  const noop = `${appUrl}/api/noop`;
  const { seconds, per_second } = bytes <= 10_000 ? SIZES.small : SIZES.large;
  const burst = { connections: CONNECTIONS, seconds };
  const bareBurst = { ...burst, again: true };
  const bodies = () => bodiesFor(agent, bytes, seconds * per_second);
  await load(noop, bodies(), bareBurst);
  await load(agent.url, bodies(), burst);
  await analyze(databaseUrl);

  const ratios: number[] = [];
  const rates: { noop: number; ingest: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const bare = await load(noop, bodies(), bareBurst);
    const before = await storedCalls(databaseUrl, agent.orgId);
    const ingest = await load(agent.url, bodies(), burst);
    await requireStored(ingest, before, databaseUrl, agent.orgId);
    rates.push({ noop: bare.requests_per_second, ingest: ingest.requests_per_second });
    ratios.push(ingest.requests_per_second / bare.requests_per_second);
  }
  const steady: LoadResult[] = [];
  for (let round = 0; round < STEADY_ROUNDS; round++)
    steady.push(await load(agent.url, bodiesFor(agent, bytes, 1_500), { connections: 10, seconds: 10, rate: 100 }));
  const failed = steady.reduce((sum, round) => sum + round.failed, 0);
  if (failed > 0) throw new Error(`${failed} of the steady deliveries failed`);

  const kilobytes = Math.round(bytes / 1000);
  return [
    {
      name: `Signed webhook, ${kilobytes} kB, ${CONNECTIONS} connections, against a bare route`,
      value: median(ratios),
      unit: "ratio",
      ...(bytes <= 4_096 && { goal: { at_least: 0.5 } }),
      detail: rates.map(({ noop, ingest }) => `${Math.round(ingest)}/${Math.round(noop)} per s`).join(", "),
    },
    {
      name: `Signed webhook, ${kilobytes} kB, p99 at 100 requests/s`,
      value: median(steady.map(({ p99_ms }) => p99_ms)),
      unit: "ms",
      ...(bytes <= 4_096 && { goal: { at_most: 50 } }),
      detail: steady.map(({ p50_ms, p99_ms }) => `${p99_ms} (p50 ${p50_ms})`).join(", "),
    },
  ];
}

async function requireStored(result: LoadResult, before: number, databaseUrl: string, orgId: string): Promise<void> {
  const stored = (await storedCalls(databaseUrl, orgId)) - before;
  if (result.failed > 0) throw new Error(`${result.failed} deliveries failed`);
  // Requests in flight when the time is up are stored but not counted as answered.
  if (stored < result.answered)
    throw new Error(`${result.answered} deliveries were acknowledged, ${stored} calls are stored`);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
