import { z } from "zod";
import { env } from "../../env";
import type { Ask } from "./ask";
import { accepted, type Verdict, verdictOf } from "./verdict";

const Refusal = z.object({ error: z.object({ message: z.string() }) });

const MAY_NOT_LIST = "OpenAI knows this key, but it may not list models; whether it may write was not asked.";

/** Lists the models of the account, which costs nothing. Source: https://platform.openai.com/docs/api-reference/models/list */
export async function askOpenai(secret: string, ask: Ask): Promise<Verdict> {
  const answer = await ask({ baseUrl: env().OPENAI_BASE_URL, path: "/models", authorization: `Bearer ${secret}` });
  // A restricted key is known, and told so; one that is wrong is not told which rights it lacks.
  const refusal = Refusal.safeParse(answer.body).data?.error.message ?? "";
  const isKnown = [401, 403].includes(answer.status) && /missing scopes|insufficient permissions/i.test(refusal);
  return isKnown ? accepted(MAY_NOT_LIST) : verdictOf("openai", answer);
}
