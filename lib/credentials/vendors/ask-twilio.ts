import { z } from "zod";
import { env } from "../../env";
import type { Ask } from "./ask";
import { refused, type Verdict, verdictOf } from "./verdict";

const Account = z.object({ status: z.string() });

/** Reads the account itself. Source: https://www.twilio.com/docs/iam/api/account. @param secret `AC…:token` */
export async function askTwilio(secret: string, ask: Ask): Promise<Verdict> {
  const sid = secret.slice(0, secret.indexOf(":"));
  const answer = await ask({
    baseUrl: env().TWILIO_BASE_URL,
    path: `/2010-04-01/Accounts/${encodeURIComponent(sid)}.json`,
    authorization: `Basic ${Buffer.from(secret).toString("base64")}`,
  });
  if (answer.status === 404 && answer.body !== undefined)
    return refused("twilio", "Twilio does not know this account under this token.");
  const verdict = verdictOf("twilio", answer);
  const account = Account.safeParse(answer.body);
  if (verdict.verification !== "valid" || !account.success || account.data.status === "active") return verdict;
  // A suspended account still answers for itself, and sends nothing.
  return refused("twilio", `Twilio knows this token, but the account is not active. Look at it in Twilio's console.`);
}
