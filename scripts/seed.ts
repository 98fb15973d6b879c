import { parseArgs } from "node:util";
import postgres from "postgres";
import { sqlPool } from "../lib/db/client";
import { env } from "../lib/env";
import { makeRoom, refuseForeignDatabase } from "./seed/refuse-unsafe";
import { isReachable, registerAtSandbox, startTraffic } from "./seed/register-at-sandbox";
import { seedDemo } from "./seed/seed-demo";

/**
 * `npm run seed [-- --organizations 1 --calls 1000000]`: fills the embedded stack's database with the demo, registers its
 * agents at the vendor sandbox and lets gentle traffic flow. `npm start` does it by itself on an empty database.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    organizations: { type: "string", default: "2" },
    calls: { type: "string", default: "20000" },
    /** Newest calls whose deliveries are kept as well. */
    delivered: { type: "string", default: "250" },
    /** Newest calls whose transcript is kept. */
    transcripts: { type: "string", default: "50000" },
    "calls-per-minute": { type: "string", default: "3" },
    force: { type: "boolean", default: false },
  },
});

const databaseUrl = refuseForeignDatabase(process.env.DATABASE_DIRECT_URL ?? process.env.DATABASE_URL);
const sql = postgres(databaseUrl, { max: 4, onnotice: () => {} });

try {
  const began = performance.now();
  const { SANDBOX_URL, PUBLIC_BASE_URL } = env();
  await makeRoom(sql, values.force);
  const calls = Number(values.calls);
  const organizations = await seedDemo(sql, {
    databaseUrl,
    seed: Number(values.seed),
    organizations: Number(values.organizations),
    calls,
    delivered: Math.min(Number(values.delivered), calls),
    transcripts: Number(values.transcripts),
    now: Date.now(),
    recordingsUrl: `${SANDBOX_URL ?? "http://127.0.0.1:54326"}/recordings`,
    say: (line) => console.log(`  ${line}`),
  });
  if (SANDBOX_URL && (await isReachable(SANDBOX_URL))) {
    const address = { sandboxUrl: SANDBOX_URL, publicBaseUrl: PUBLIC_BASE_URL };
    for (const organization of organizations) await registerAtSandbox(organization, address);
    await startTraffic(organizations, address, Number(values["calls-per-minute"]));
  } else {
    console.log("  The vendor sandbox is not reachable: no live calls.");
  }
  console.log(`Seeded in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await sql.end();
  await sqlPool().end();
}
