import { z } from "zod";
import { env } from "../env";
import { type ObjectStore, objectStore } from "../storage/object-store";
import type { OrganizationHead } from "./read-heads";
import { ChainHead } from "./verify-chain";

/** A head as it was kept outside the database, and the day (`YYYY-MM-DD`, UTC) on which. */
export type Anchor = ChainHead & { day: string };

const Kept = ChainHead.extend({ day: z.iso.date() });

/** Days that a verification looks back: what was rewritten longer ago differs on every one of them. */
const LOOKED_BACK = 30;
const AT_ONCE = 10;

/** Whether heads are kept in object storage at all. */
export function anchorStore(): ObjectStore | undefined {
  return objectStore(env().AUDIT_ANCHOR_BUCKET);
}

/**
 * Keeps the heads of a day, one object for each organization (`<organization id>/<day>.json`), never over an older one.
 * @returns how many were new
 */
export async function keepAnchors(
  store: ObjectStore,
  day: string,
  heads: readonly OrganizationHead[],
): Promise<number> {
  const results = await inBatches(heads, ({ org_id, seq, hash }) =>
    store.putOnce(`${org_id}/${day}.json`, JSON.stringify({ day, seq, hash } satisfies Anchor)),
  );
  return results.filter(Boolean).length;
}

/** The newest heads that were kept of an organization, newest first. Asks the storage: never within a transaction. */
export async function readAnchors(store: ObjectStore, orgId: string): Promise<Anchor[]> {
  const names = await store.newest(orgId, LOOKED_BACK);
  return inBatches(names, async (name) => Kept.parse(JSON.parse(await store.read(`${orgId}/${name}`))));
}

async function inBatches<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE)
    results.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(work))));
  return results;
}
