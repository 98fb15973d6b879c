import { z } from "zod";
import { webhookSecretOnTheRoad } from "../credentials/webhook-secret";
import { lookupOf } from "../crypto/lookup";
import { AppError } from "../errors";
import { maybe } from "../voice/loose";
import { verifyRetell } from "../voice/retell/verify";
import { SHARED_ADDRESS_HEADERS } from "../voice/vapi/shared-address";
import { verifyVapi } from "../voice/vapi/verify";
import { refused, type Verification } from "../voice/verification";
import { countDelivery, countStranger } from "./count-delivery";
import type { SigningAgent } from "./delivery";
import { firstProven } from "./first-proven";
import { noteRejection } from "./note-rejection";
import { parseJson } from "./parse-json";
import { agentsByToken, vapiAgentsByAssistant, vapiAgentsBySecret } from "./signing-agents";

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

// No longer than an agent may name it: what strangers send is a key of what this process remembers.
const AssistantId = maybe(z.string().min(1).max(120));
const SharedAddress = z.object({
  message: z.object({
    call: maybe(z.object({ assistantId: AssistantId })),
    assistant: maybe(z.object({ id: AssistantId })),
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
  const parsed = SharedAddress.safeParse(parseJson(rawBody));
  const named = parsed.success
    ? (parsed.data.message.call?.assistantId ?? parsed.data.message.assistant?.id)
    : undefined;
  return proven(candidates(sentSecret(request.headers), named), request, rawBody, countUnproven);
}

async function* candidates(secret: string, assistantId: string | undefined): AsyncGenerator<SigningAgent> {
  if (secret !== "") yield* await vapiAgentsBySecret(lookupOf("agent_secret", secret), assistantId ?? "");
  if (assistantId !== undefined) yield* await vapiAgentsByAssistant(assistantId);
}

function sentSecret(headers: Headers): string {
  const [name] = SHARED_ADDRESS_HEADERS.filter((each) => headers.has(each));
  return (name ? (headers.get(name) ?? "") : "").replace(/^Bearer /i, "");
}

async function proven(
  agents: Iterable<SigningAgent> | AsyncIterable<SigningAgent>,
  request: Request,
  rawBody: string,
  countUnproven: () => void,
): Promise<SigningAgent> {
  const found = await firstProven(agents, rawBody.length, (agent) => verify(agent, request, rawBody));
  if ("proven" in found) return found.proven;
  countUnproven();
  const { refused: told } = found;
  if (told) {
    countDelivery(told.agent, told.reason === "no_secret" ? "not_configured" : "refused");
    await noteRejection(told.agent, told.reason);
    if (told.reason === "no_secret") {
      throw new AppError("not_configured", "No signing secret is saved for this agent. Save it on the agent's page.");
    }
  } else countStranger();
  throw new AppError("unauthenticated", "The signature does not belong to an agent of ours.");
}

async function verify(agent: SigningAgent, request: Request, rawBody: string): Promise<Verification> {
  const secret = await webhookSecretOnTheRoad(agent);
  if (!secret) return refused("no_secret");
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
