import { httpDuration, httpRequests } from "../../lib/metrics/catalogue";
import { fold } from "../../lib/metrics/fold";

/**
 * One more instance of the product for a test, in a process of its own: counts `times` requests of `route`, folds, and ends
 * when Redis took them. Usage: `tsx count-and-fold.ts ROUTE TIMES`, with the environment of the stack.
 */
const [route = "", times = "0"] = process.argv.slice(2);
for (let n = 0; n < Number(times); n += 1) {
  httpRequests.add([route, "GET", "200"]);
  httpDuration.observe([route, "GET"], 30);
}
// On a busy machine an answer may come too late to be heard, and after three of those Redis is not asked for two seconds:
// what was told is told again until it was taken. Whoever waits for this process says how long.
while (!(await fold())) await new Promise((resolve) => setTimeout(resolve, 50));
process.exit(0);
