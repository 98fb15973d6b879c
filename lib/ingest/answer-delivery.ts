import type { Answer } from "../http/respond";
import { answerVapi } from "../voice/vapi/answer";
import { countDelivery } from "./count-delivery";
import type { SigningAgent } from "./delivery";
import { noteProof } from "./note-rejection";
import { parseJson } from "./parse-json";
import { receiveDelivery } from "./receive-delivery";
import { isTestDelivery } from "./test-mark";

/**
 * Keeps and applies a verified delivery and answers its vendor: what Vapi waits to hear, else 200 without a body, since both
 * vendors read only the status and a body costs three writes where none costs one. For people, `x-delivery-id` and
 * `x-delivery-state` say what it became.
 */
export async function answerDelivery(call: {
  sender: SigningAgent;
  rawBody: string;
  request: Request;
  requestId: string;
}): Promise<Answer> {
  const { sender, rawBody, request, requestId } = call;
  const source = isTestDelivery(request.headers, rawBody) ? "test" : "webhook";
  const started = performance.now();
  const receipt = await receiveDelivery({
    agent: sender,
    body: rawBody,
    headers: request.headers,
    requestId,
    source,
  }).catch((error) => {
    countDelivery(sender, "error");
    throw error;
  });
  if (source === "webhook") noteProof(sender);
  countDelivery(sender, receipt.state, performance.now() - started);
  const awaited = sender.provider === "vapi" ? answerVapi(parseJson(rawBody), sender.vendor_agent_id) : undefined;
  return awaited ?? new Response(null, { headers: { "x-delivery-id": receipt.id, "x-delivery-state": receipt.state } });
}
