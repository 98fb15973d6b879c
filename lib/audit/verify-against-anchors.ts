import type { Context } from "../auth/context";
import { withTenant } from "../db/tenant";
import { type Anchor, anchorStore, readAnchors } from "./anchors";
import { type ChainHead, type Verification, verifyChain } from "./verify-chain";

/** What was kept outside the database: how many days' heads were compared, the newest of them; null where none are kept. */
export type AnchoredVerification = Verification & {
  anchors: { compared: number; newest: string | null; unreadable: boolean } | null;
};

/**
 * Verifies a part of the organization's chain, and with its last part holds it against the heads that were kept in object
 * storage. Storage that does not answer is said, and is no fault of the log.
 * @returns work to be done after the request's transaction, because the storage may take its time
 */
export function verifyAgainstAnchors(
  ctx: Context,
  { heads, after }: { heads: readonly ChainHead[]; after: number },
): () => Promise<AnchoredVerification> {
  const verify = (kept: readonly ChainHead[]) =>
    withTenant({ orgId: ctx.org.id }, (tx) => verifyChain(tx, ctx.org.id, { kept, after, steps: 1 }));
  return async () => {
    const store = anchorStore();
    if (!store) return { ...(await verify(heads)), anchors: null };
    const anchors = await readAnchors(store, ctx.org.id).catch((error: unknown): undefined => {
      ctx.log.warn({ err: error }, "the kept heads of an audit log could not be read");
    });
    const result = await verify([...heads, ...(anchors ?? [])]);
    return { ...result, anchors: summary(anchors) };
  };
}

function summary(anchors: Anchor[] | undefined): AnchoredVerification["anchors"] {
  return { compared: anchors?.length ?? 0, newest: anchors?.[0]?.day ?? null, unreadable: anchors === undefined };
}
