import { type CredentialKind, KINDS } from "../kinds";

/** What came of asking a vendor about a credential; the problem is one sentence a person can act on, in words of ours. */
export type Verdict = { verification: "valid" | "refused" | "unanswered"; verification_problem: string | null };

/** What a vendor answered: the status, and the body where it is JSON (undefined otherwise). */
export type VendorAnswer = { status: number; body: unknown };

/** It works. @param remark what is still to be known about it */
export function accepted(remark: string | null = null): Verdict {
  return { verification: "valid", verification_problem: remark };
}

/** The vendor knows that it does not work. */
export function refused(kind: CredentialKind, problem?: string): Verdict {
  const name = KINDS[kind].label;
  const words = problem ?? `${name} does not accept this key. Copy it again from ${name}'s dashboard.`;
  return { verification: "refused", verification_problem: words };
}

/** Nothing is known: the vendor is away, or said something that tells nothing of the credential. */
export function unanswered(problem: string): Verdict {
  return { verification: "unanswered", verification_problem: problem };
}

/** What an answer says by its status alone; vendors that say more are asked in a file of their own. */
export function verdictOf(kind: CredentialKind, { status, body }: VendorAnswer): Verdict {
  const name = KINDS[kind].label;
  const isAnswer = typeof body === "object" && body !== null;
  // A page of somebody in between (a proxy, a firewall, a captive portal) is neither a vendor's yes nor its no.
  if (status === 401 || (status === 403 && isAnswer)) return refused(kind);
  if (status === 403) return unanswered(`${name} was not reached: somebody in between refused the request.`);
  if (status === 429) return unanswered(`${name} asks us to slow down. Try again in a minute.`);
  if (status >= 500) return unanswered(`${name} has trouble just now (${status}). Try again in a moment.`);
  if (status < 200 || status >= 300) return unanswered(`${name} refused the request (${status}).`);
  if (!isAnswer) return unanswered(`${name} answered something that is no answer.`);
  return accepted();
}
