import { logger } from "../log/logger";
import { reportError } from "../log/report-error";
import { trailOf } from "../log/trail";

type Done<Steps> = { [Name in keyof Steps]: Steps[Name] extends () => Promise<infer Answer> ? Answer : never };

/**
 * Does one thing after another; one that fails keeps none of the others from being done. Throws once all had their turn,
 * naming those that failed, each of which is logged and reported by itself.
 * @returns what each of them answered
 */
export async function eachInTurn<Steps extends Record<string, () => Promise<unknown>>>(
  steps: Steps,
): Promise<Done<Steps>> {
  const done: Record<string, unknown> = {};
  const failed: string[] = [];
  for (const [name, work] of Object.entries(steps)) {
    try {
      done[name] = await work();
    } catch (error) {
      failed.push(name);
      logger().error({ error, step: name }, "a step failed; the others go on");
      await reportError(error, trailOf(error));
    }
  }
  if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}`);
  return done as Done<Steps>;
}
