import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Context } from "../auth/context";
import { decryptField } from "../crypto/decrypt-field";
import { encryptField } from "../crypto/encrypt-field";
import type { FieldAddress } from "../crypto/sealed-field";
import { AppError } from "../errors";
import { type AfterCommit, type Answer, answerToKeep, toResponse } from "./respond";

/**
 * Runs a creating request once per `Idempotency-Key` and actor for 24 hours: the same key and body get the same answer
 * again, another body gets 409. The key is taken in the request's own transaction, so that a failed request frees it and a
 * concurrent twin waits for the first one's answer. Answers hold what was created, and are kept encrypted.
 * @param fingerprint what makes two requests the same: method, path and parsed body
 */
export async function idempotently(
  ctx: Context,
  key: string,
  fingerprint: unknown,
  work: () => Promise<Answer | AfterCommit>,
): Promise<Answer | AfterCommit> {
  if (key.length > 255) throw new AppError("bad_request", "Idempotency-Key is longer than 255 characters.");
  const identity = { org_id: ctx.org.id, actor_id: ctx.actor.id, key };
  const request_hash = createHash("sha256").update(JSON.stringify(fingerprint)).digest("hex");
  await ctx.tx
    .deleteFrom("idempotency_keys")
    .where("org_id", "=", identity.org_id)
    .where("actor_id", "=", identity.actor_id)
    .where("key", "=", key)
    .where("created_at", "<", sql<Date>`now() - interval '24 hours'`)
    .execute();
  const taken = await ctx.tx
    .insertInto("idempotency_keys")
    .values({ ...identity, request_hash })
    .onConflict((conflict) => conflict.doNothing())
    .returning("key")
    .executeTakeFirst();
  if (!taken) return earlierAnswer(ctx, identity, request_hash);
  const outcome = await work();
  if (typeof outcome === "function") {
    // Its answer comes after this transaction and cannot be kept: the key is free again.
    await ctx.tx
      .deleteFrom("idempotency_keys")
      .where("org_id", "=", identity.org_id)
      .where("actor_id", "=", identity.actor_id)
      .where("key", "=", key)
      .execute();
    return outcome;
  }
  const response = toResponse(outcome);
  const answer = await answerToKeep(response);
  await ctx.tx
    .updateTable("idempotency_keys")
    .set({
      status: response.status,
      answer_ciphertext: await encryptField(ctx.tx, addressOf(identity), JSON.stringify(answer)),
    })
    .where("org_id", "=", identity.org_id)
    .where("actor_id", "=", identity.actor_id)
    .where("key", "=", key)
    .execute();
  return response;
}

async function earlierAnswer(
  ctx: Context,
  identity: { org_id: string; actor_id: string; key: string },
  requestHash: string,
): Promise<Answer> {
  const earlier = await ctx.tx
    .selectFrom("idempotency_keys")
    .select(["request_hash", "status", "answer", "answer_ciphertext"])
    .where("org_id", "=", identity.org_id)
    .where("actor_id", "=", identity.actor_id)
    .where("key", "=", identity.key)
    .executeTakeFirst();
  if (!earlier?.status)
    throw new AppError("conflict", "The first request with this Idempotency-Key is still under way.");
  if (earlier.request_hash !== requestHash) {
    throw new AppError("conflict", "This Idempotency-Key was used for a different request. Use a new key.");
  }
  const headers = { "idempotency-replayed": "true" };
  if (earlier.status === 204) return new Response(null, { status: 204, headers });
  // Answers of the release before this one were kept plain, for a day.
  const answer: unknown =
    earlier.answer_ciphertext === null
      ? earlier.answer
      : JSON.parse(await decryptField(ctx.tx, addressOf(identity), earlier.answer_ciphertext));
  return Response.json(answer, { status: earlier.status, headers });
}

function addressOf({ org_id, actor_id, key }: { org_id: string; actor_id: string; key: string }): FieldAddress {
  return { orgId: org_id, table: "idempotency_keys", column: "answer_ciphertext", rowId: `${actor_id}/${key}` };
}
