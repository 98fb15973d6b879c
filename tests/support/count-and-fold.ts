import { httpDuration, httpRequests } from "../../lib/metrics/catalogue";
import { fold } from "../../lib/metrics/fold";

/**
 * One more instance of the product for a test, in a process of its own: counts `times` requests of `route`, folds, and ends
 * with 0 if Redis took them. Usage: `tsx count-and-fold.ts ROUTE TIMES`, with the environment of the stack.
 */
const [route = "", times = "0"] = process.argv.slice(2);
for (let n = 0; n < Number(times); n += 1) {
  httpRequests.add([route, "GET", "200"]);
  httpDuration.observe([route, "GET"], 30);
}
// A process that has just begun may be too busy to hear the first answer in time; what it told is then told again.
let taken = false;
for (let attempt = 0; attempt < 5 && !taken; attempt += 1) taken = await fold();
process.exit(taken ? 0 : 1);
