import { askForProof } from "../ask-for-proof";
import type { ApiError } from "./api-error";

/**
 * Whether what the server wanted first has been given: a fresh password or code, asked for over the page. Where another page
 * is the way on, leads there. @param isLeaving the page is being left, and knows itself where to go
 */
export async function isOvercome({ details }: ApiError, isLeaving: boolean): Promise<boolean> {
  const reason = details?.reason;
  if (reason === "code_needed" || reason === "factor_needed") {
    const here = window.location.pathname + window.location.search;
    window.location.assign(`/second-factor?next=${encodeURIComponent(here)}`);
  }
  // The page itself knows where to lead whom.
  if ((reason === "suspended" || reason === "visit_needed") && !isLeaving) window.location.reload();
  if (reason !== "proof_needed") return false;
  return askForProof(details?.by === "code" ? "code" : "password");
}
