import { z } from "zod";
import { env } from "../../env";
import type { Ask } from "./ask";
import { accepted, refused, unanswered, type Verdict, verdictOf } from "./verdict";

const Answer = z.object({ ok: z.boolean(), error: z.string().optional() });

/** What says that the token itself is wrong; other errors say that Slack or the workspace has trouble. */
const REFUSALS = ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "no_permission"];
const LIMITED = ["ratelimited", "rate_limited"];

/** `auth.test`, which needs no scope; Slack says no with 200 and `ok: false`. Source: https://api.slack.com/methods/auth.test */
export async function askSlack(secret: string, ask: Ask): Promise<Verdict> {
  const answer = await ask({
    baseUrl: env().SLACK_BASE_URL,
    path: "/auth.test",
    authorization: `Bearer ${secret}`,
    form: {},
  });
  const said = Answer.safeParse(answer.body);
  if (answer.status !== 200 || !said.success)
    return verdictOf("slack", { ...answer, body: said.success ? said.data : undefined });
  const { ok, error = "" } = said.data;
  if (ok) return accepted();
  if (REFUSALS.includes(error)) return refused("slack");
  if (LIMITED.includes(error)) return verdictOf("slack", { ...answer, status: 429 });
  return unanswered("Slack did not say whether it accepts this token. Try again in a moment.");
}
