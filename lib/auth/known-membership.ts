import { type Role, withMember } from "../db/tenant";
import { AppError } from "../errors";

const REMEMBER_MS = 60_000;
const MOST_KNOWN = 10_000;

type Membership = { org_id: string; role: Role };

const known = new Map<string, { membership: Membership; until: number }>();

/**
 * Which organization a person's request will be counted for, before its transaction begins. Remembered for a minute in
 * this process, and good for counting only: whether the person may enter is asked of the database every time.
 * @returns undefined for strangers
 */
export async function knownMembership(userId: string, slug: string): Promise<Membership | undefined> {
  const key = `${userId} ${slug}`;
  const remembered = known.get(key);
  if (remembered && remembered.until > Date.now()) return remembered.membership;
  const membership = await lookUp(userId, slug);
  if (known.size >= MOST_KNOWN) known.clear();
  if (membership) known.set(key, { membership, until: Date.now() + REMEMBER_MS });
  return membership;
}

function lookUp(userId: string, slug: string): Promise<Membership | undefined> {
  return withMember(userId, slug, async (_tx, { org, role }) => ({ org_id: org.id, role })).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  });
}
