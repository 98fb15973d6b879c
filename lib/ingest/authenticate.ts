import { z } from "zod";
import { webhookSecretOnTheRoad } from "../credentials/webhook-secret";
import { lookupOf } from "../crypto/lookup";
import { AppError } from "../errors";
import { verifyRetell } from "../voice/retell/verify";
import { verifyVapi } from "../voice/vapi/verify";
import { countDelivery, countStranger } from "./count-delivery";
import type { SigningAgent } from "./delivery";
import { noteRejection } from "./note-rejection";
import { parseJson } from "./parse-json";
import { agentsByToken, vapiAgents } from "./signing-agents";

const TOKEN = /^[^?]*\/(agent_[0-9a-f]{32})(?:$|\?)/;

/**
 * The agent whose secret proves a delivery to its own address. Unknown address and wrong proof are answered alike (401).
 * @param countUnproven called before anything is done about a delivery without proof; throws when there were too many
 */
export async function authenticateByToken(
  request: Request,
  rawBody: string,
  countUnproven: () => void,
): Promise<SigningAgent> {
  const [, token] = TOKEN.exec(request.url) ?? [];
  const agents = token === undefined ? [] : await agentsByToken(token);
  return proven(agents, request, rawBody, countUnproven);
}

const SharedAddress = z.object({
  message: z.object({
    call: z.object({ assistantId: z.string().optional() }).optional(),
    assistant: z.object({ id: z.string().optional() }).optional(),
  }),
});

/**
 * The agent whose secret proves a delivery to the address all Vapi assistants share. The assistant named in the body only
 * chooses which keys to try, like a key id: the organization comes from the secret that verifies, never from the body.
 * @param countUnproven as for `authenticateByToken`
 */
export async function authenticateVapi(
  request: Request,
  rawBody: string,
  countUnproven: () => void,
): Promise<SigningAgent> {
  const sent = (request.headers.get("x-vapi-secret") ?? request.headers.get("authorization") ?? "").replace(
    /^Bearer /i,
    "",
  );
  const parsed = SharedAddress.safeParse(parseJson(rawBody));
  const named = parsed.success
    ? (parsed.data.message.call?.assistantId ?? parsed.data.message.assistant?.id)
    : undefined;
  const agents = await vapiAgents(sent === "" ? "" : lookupOf("agent_secret", sent), named ?? "");
  return proven(agents, request, rawBody, countUnproven);
}

async function proven(
  agents: SigningAgent[],
  request: Request,
  rawBody: string,
  countUnproven: () => void,
): Promise<SigningAgent> {
  let refused: { agent: SigningAgent; reason: string } | undefined;
  for (const agent of agents) {
    const verdict = await verify(agent, request, rawBody);
    if (verdict.ok) return agent;
    refused ??= { agent, reason: verdict.reason };
  }
  countUnproven();
  if (refused) {
    countDelivery(refused.agent, refused.reason === "no_secret" ? "not_configured" : "refused");
    await noteRejection(refused.agent, refused.reason);
    if (refused.reason === "no_secret") {
      throw new AppError("not_configured", "No signing secret is saved for this agent. Save it on the agent's page.");
    }
  } else countStranger();
  throw new AppError("unauthenticated", "The signature does not belong to an agent of ours.");
}

async function verify(agent: SigningAgent, request: Request, rawBody: string) {
  const secret = await webhookSecretOnTheRoad(agent);
  if (!secret) return { ok: false, reason: "no_secret" } as const;
  const nowMs = Date.now();
  return agent.auth_scheme === "retell_signature"
    ? verifyRetell({ rawBody, header: request.headers.get("x-retell-signature"), secret, nowMs })
    : verifyVapi({
        rawBody,
        headers: request.headers,
        scheme: agent.auth_scheme,
        config: agent.auth_config,
        secret,
        nowMs,
      });
}
