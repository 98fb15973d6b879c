import { parseArgs } from "node:util";
import { refuseWrongKeys } from "../lib/crypto/refuse-wrong-keys";
import { drainJobs } from "../lib/jobs/drain";
import { rotateKeysJob } from "../lib/keys/jobs/rotate-keys";
import { readRotations } from "../lib/keys/read-rotations";
import { startRotations } from "../lib/keys/start-rotations";

/**
 * `npm run rotate-keys [-- --new-data-keys] [--org slug]`: wraps all data keys with the newest key of FIELD_ENCRYPTION_KEYS and moves
 * every field that is not under its organization's newest data key; with --new-data-keys each organization gets a new one first.
 * Stop it whenever you like: the workers, or the same command, go on where it stopped.
 */
const { values } = parseArgs({
  options: { "new-data-keys": { type: "boolean", default: false }, org: { type: "string" } },
});

await refuseWrongKeys();
const runs = await startRotations({ new_data_key: values["new-data-keys"], slug: values.org });
if (runs.length === 0) {
  console.error("No organization was found.");
  process.exit(1);
}
for (;;) {
  await drainJobs([rotateKeysJob], Date.now() + 2_000);
  const { unfinished, total, done, failed } = await readRotations(runs);
  console.log(`${runs.length - unfinished} of ${runs.length} organizations, ${done} of ${total} fields moved`);
  if (unfinished === 0) {
    if (failed > 0) console.error(`${failed} fields do not open and stayed as they are: save those secrets again.`);
    process.exit(failed > 0 ? 2 : 0);
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
}
