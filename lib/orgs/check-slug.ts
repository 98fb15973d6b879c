import { sql } from "kysely";
import type { Tx } from "../db/tenant";
import { Slug } from "./schemas";
import { numberedSlug, suggestSlug } from "./slug";

/** Whether an organization may be called so. `suggestion` is a free one when it may not and there is one. */
export type SlugCheck = { slug: string; available: boolean; reason: string | null; suggestion: string | null };

const TRIES = 20;

/** Looks whether a slug (or a name to make one of) is valid and free. */
export async function checkSlug(tx: Tx, wanted: string): Promise<SlugCheck> {
  const parsed = Slug.safeParse(wanted);
  if (!parsed.success) {
    const suggestion = suggestSlug(wanted);
    return {
      slug: wanted,
      available: false,
      reason: parsed.error.issues[0]?.message ?? null,
      suggestion: suggestion ? await firstFree(tx, suggestion) : null,
    };
  }
  const free = await firstFree(tx, parsed.data);
  const available = free === parsed.data;
  return {
    slug: parsed.data,
    available,
    reason: available ? null : "This address is taken.",
    suggestion: available ? null : free,
  };
}

async function firstFree(tx: Tx, slug: string): Promise<string | null> {
  for (let number = 1; number <= TRIES; number += 1) {
    const candidate = number === 1 ? slug : numberedSlug(slug, number);
    const answer = await sql<{ taken: boolean }>`select private.slug_is_taken(${candidate}) as taken`.execute(tx);
    if (!answer.rows[0]?.taken) return candidate;
  }
  return null;
}
