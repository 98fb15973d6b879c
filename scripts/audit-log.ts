import { readFile } from "node:fs/promises";
import { readHeads } from "../lib/audit/read-heads";
import { type ChainHead, verifyChain } from "../lib/audit/verify-chain";
import { sqlPool } from "../lib/db/client";
import { withOperatorRole } from "../lib/db/tenant";

/**
 * `npm run audit-log [-- heads.txt …]`: computes the audit log of every organization again, and holds it against the heads
 * that the daily mail (or the log) kept: lines that contain `<organization id> <entries> <hash>`. Exit code 1 when a log does
 * not hold.
 */
const LINE = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d+) ([0-9a-f]{64})/g;

const kept = new Map<string, ChainHead[]>();
for (const file of process.argv.slice(2)) {
  for (const [, org = "", seq, hash = ""] of (await readFile(file, "utf8")).matchAll(LINE))
    kept.set(org, [...(kept.get(org) ?? []), { seq: Number(seq), hash }]);
}
const logs = await withOperatorRole(readHeads);
const slugs = new Map(logs.map(({ org_id, slug }) => [org_id, slug]));
let broken = 0;
for (const orgId of new Set([...slugs.keys(), ...kept.keys()])) {
  const { entries, faults } = await withOperatorRole((tx) => verifyChain(tx, orgId, { kept: kept.get(orgId) ?? [] }), {
    orgId,
  });
  const heads = kept.get(orgId)?.length ?? 0;
  const words = `${slugs.get(orgId) ?? orgId}: ${entries} entries, held against ${heads} kept heads`;
  console.log(`${faults.length === 0 ? "✓" : "✗"} ${words}`);
  for (const { seq, fault } of faults) console.log(`    entry ${seq}: ${fault}`);
  broken += faults.length;
}
await sqlPool().end();
process.exitCode = broken === 0 ? 0 : 1;
