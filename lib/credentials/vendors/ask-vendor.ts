import { env } from "../../env";
import { KINDS, type VerifiableKind } from "../kinds";
import { type Ask, asking, NoAnswer, type Question } from "./ask";
import { askGoogleCalendar } from "./ask-google-calendar";
import { askOpenai } from "./ask-openai";
import { askResend } from "./ask-resend";
import { askSlack } from "./ask-slack";
import { askTwilio } from "./ask-twilio";
import { unanswered, type Verdict, verdictOf } from "./verdict";

/** However many questions a vendor needs: somebody is waiting at the screen. */
const WITHIN_MS = 8_000;

/** The cheapest question that each vendor answers to a good credential only; none of them changes, sends or costs anything. */
const ASK: Record<VerifiableKind, (secret: string, ask: Ask) => Promise<Verdict>> = {
  retell: byBearer("retell", () => ({ baseUrl: env().RETELL_BASE_URL, path: "/get-concurrency" })),
  vapi: byBearer("vapi", () => ({ baseUrl: env().VAPI_BASE_URL, path: "/assistant?limit=1" })),
  twilio: askTwilio,
  google_calendar: askGoogleCalendar,
  // Templates with a tag that nobody uses: the answer of a good key is short.
  creatomate: byBearer("creatomate", () => ({
    baseUrl: env().CREATOMATE_BASE_URL,
    path: "/v2/templates?tags=foyer-verifies-its-key",
  })),
  slack: askSlack,
  openai: askOpenai,
  resend: askResend,
};

/** Asks a credential's vendor whether it works, within one deadline. Never throws for what the vendor does. */
export async function askVendor(kind: VerifiableKind, secret: string, withinMs: number = WITHIN_MS): Promise<Verdict> {
  try {
    return await ASK[kind](secret, asking(AbortSignal.timeout(withinMs)));
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return unanswered(`${KINDS[kind].label} did not answer in time. Try again in a moment.`);
  }
}

/** For vendors whose status says it all. */
function byBearer(kind: VerifiableKind, question: () => Question) {
  return async (secret: string, ask: Ask): Promise<Verdict> =>
    verdictOf(kind, await ask({ ...question(), authorization: `Bearer ${secret}` }));
}
