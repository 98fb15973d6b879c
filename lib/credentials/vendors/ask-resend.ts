import { z } from "zod";
import { env } from "../../env";
import type { Ask } from "./ask";
import { accepted, refused, type Verdict, verdictOf } from "./verdict";

const Refusal = z.object({ name: z.string(), message: z.string().optional() });

/** Lists the domains of the account. Source: https://resend.com/docs/api-reference/errors */
export async function askResend(secret: string, ask: Ask): Promise<Verdict> {
  const answer = await ask({
    baseUrl: env().RESEND_BASE_URL ?? "https://api.resend.com",
    path: "/domains",
    authorization: `Bearer ${secret}`,
  });
  const { name, message } = Refusal.safeParse(answer.body).data ?? {};
  // The best key for mail may do nothing but send: that it is told so proves it.
  if (name === "restricted_api_key") return accepted();
  if (name === "invalid_api_key" || /API key is invalid/i.test(message ?? "")) return refused("resend");
  return verdictOf("resend", answer);
}
