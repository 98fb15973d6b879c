import type { Log } from "../log/logger";
import { addToTrail } from "../log/trail";
import { takeFuse } from "../redis/fuse";
import { endOfTurn } from "./end-of-turn";
import { applyTurn } from "./limit";
import { measured } from "./measured";
import { readText } from "./request";
import { type Answer, respond } from "./respond";
import type { RouteHandler } from "./route";
import { takeAddressTurn } from "./take-address-turn";

/** Vercel accepts 4.5 MB; the longest calls stay well under it. */
const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * A handler for a vendor's webhook: the raw body (capped), then proof of who sent it, then the work. What proves the sender
 * is the caller's to say, because each vendor signs its own way. What arrives together takes each of these steps together.
 * @param authenticate answers the sender, or throws 401 (wrong proof) or 503 (no secret configured). Before it does anything
 *   about a delivery without proof it calls `countUnproven`, which counts it against its address and throws 429 past the
 *   limit. What is proven is never refused for its address: a vendor's machines may share theirs with a forger's.
 */
export function withVendor<Sender extends { id: string; org_id: string }>(
  authenticate: (request: Request, rawBody: string, countUnproven: () => void) => Promise<Sender>,
  handler: (call: {
    sender: Sender;
    rawBody: string;
    request: Request;
    requestId: string;
    log: Log;
  }) => Promise<Answer>,
): RouteHandler {
  return measured((request) =>
    respond(request, "vendor", async (requestId, log, headers) => {
      await endOfTurn();
      const rawBody = await readText(request, BODY_LIMIT);
      await endOfTurn();
      const sender = await authenticate(request, rawBody, () =>
        applyTurn(takeAddressTurn(request), "address", headers),
      );
      addToTrail({ org_id: sender.org_id });
      // After the proof, so that nobody can use up a sender's limit but the sender; and never waiting for Redis.
      const turn = takeFuse("webhooks.agent", sender.id, (id) => id);
      applyTurn(turn, "webhooks.agent", headers);
      return handler({ sender, rawBody, request, requestId, log });
    }),
  );
}
