import { remember } from "../cache/remember";
import { type Reader, type Role, withMember } from "../db/tenant";
import { AppError } from "../errors";

type Membership = { org_id: string; role: Role };

/**
 * Which organization a person's request will be counted for, before its transaction begins. Remembered for a minute in
 * this process, and good for counting only: whether the person may enter is asked of the database every time.
 * @returns undefined for whoever does not come in (strangers, members of a suspended organization): they are not remembered,
 * and told why at the door, after they were counted for themselves
 */
export async function knownMembership(reader: Reader, slug: string): Promise<Membership | undefined> {
  try {
    return await remember("memberships", `${reader.userId} ${slug}`, () =>
      withMember(reader, slug, async (_tx, { org, role }) => ({ org_id: org.id, role })),
    );
  } catch (error) {
    if (error instanceof AppError && (error.code === "not_found" || error.code === "forbidden")) return undefined;
    throw error;
  }
}
