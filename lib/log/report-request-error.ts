import { reportError } from "./report-error";
import { trailOf } from "./trail";

/**
 * Reports what no wrapper of ours caught, with the ids of its work and the digest that the reader of the page was shown.
 * The log has it from `watchProcess`: Next writes it to the console.
 */
export function reportRequestError(error: unknown, facts: Record<string, string>): Promise<void> {
  const digest = error instanceof Error && "digest" in error ? { digest: String(error.digest) } : {};
  return reportError(error, { ...facts, ...digest, ...trailOf(error), route: facts.route ?? "" });
}
