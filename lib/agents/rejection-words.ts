import type { RefusalReason } from "../voice/verification";

const WORDS: Record<RefusalReason, string> = {
  missing_signature: "It came without a signature. Choose the same credential at the vendor as here.",
  malformed_signature: "Its signature has another form than agreed. Compare header and format with the vendor's.",
  expired: "Its signature was older than five minutes: a replay, or a clock that is wrong.",
  wrong_signature: "It was signed with another secret. Copy the secret again on both sides.",
  no_secret: "No usable secret is saved here, so nothing can be believed. Save the vendor's secret.",
};

/** Why a delivery was refused, as a sentence that says what to do. */
export function rejectionWords(reason: string): string {
  return Object.entries(WORDS).find(([name]) => name === reason)?.[1] ?? "Its origin could not be proven.";
}
