import { withOperatorRole } from "../db/tenant";
import { logger } from "../log/logger";
import { keyRingProblems } from "./key-ring-problems";

const PATIENCE_MS = 5_000;

/**
 * Ends a process that starts with the wrong key-encryption keys, with one readable list: what it would encrypt nobody else could
 * read. A database that does not answer yet is no reason to stop; what needs a key then says so itself.
 */
export async function refuseWrongKeys(): Promise<void> {
  const problems = await Promise.race([withOperatorRole(keyRingProblems), tooLate()]).catch((error: unknown) => {
    logger().warn({ error }, "the key-encryption keys could not be compared with the database");
    return [];
  });
  if (problems.length === 0) return;
  const list = problems.map((problem) => `  - FIELD_ENCRYPTION_KEYS ${problem}`).join("\n");
  console.error(`\nThe environment is not usable:\n${list}\nSee docs/deployment.md, "Keys".\n`);
  process.exit(1);
}

function tooLate(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS).unref();
  });
}
