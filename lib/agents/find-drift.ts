import type { Provider } from "../voice/provider";
import type { VendorSnapshot } from "./vendor-snapshot";

/** What keeps calls from arriving, or will: gone, webhook_missing, webhook_elsewhere, unpublished, unsigned, events_missing. */
export const vendorProblems = [
  "gone",
  "webhook_missing",
  "webhook_elsewhere",
  "unpublished",
  "unsigned",
  "events_missing",
] as const;
export type VendorProblem = (typeof vendorProblems)[number];

/** Without these no call ever ends or is analysed here. */
const NEEDED: Record<Provider, readonly string[]> = {
  retell: ["call_started", "call_ended", "call_analyzed"],
  vapi: ["status-update", "end-of-call-report"],
};

/**
 * Compares an agent at its vendor with what Foyer needs of it.
 * @param addresses the webhook addresses at which Foyer listens for this agent
 */
export function findDrift(provider: Provider, addresses: readonly string[], seen: VendorSnapshot): VendorProblem[] {
  const isOurs = (url: string | null) => url !== null && addresses.includes(url);
  const problems: VendorProblem[] = [];
  if (seen.webhook_url === null) problems.push("webhook_missing");
  else if (!isOurs(seen.webhook_url)) problems.push("webhook_elsewhere");
  // Callers reach the published version: an address that stands in the draft alone reaches nobody.
  if (seen.published_version !== null && isOurs(seen.webhook_url) && !isOurs(seen.published_webhook_url)) {
    problems.push("unpublished");
  }
  if (seen.has_credential === false && isOurs(seen.webhook_url)) problems.push("unsigned");
  if (seen.events && NEEDED[provider].some((event) => !seen.events?.includes(event))) problems.push("events_missing");
  return problems;
}

export function isVendorProblem(word: string): word is VendorProblem {
  return vendorProblems.some((problem) => problem === word);
}
