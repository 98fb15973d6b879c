import { cookies } from "next/headers";
import type { SignedIn } from "../auth/session";
import { withoutTenant } from "../db/tenant";
import { LAST_ORGANIZATION, lastOrganization } from "./last-organization";
import { organizationsOf } from "./organizations-of";

/** Where a signed-in person belongs: the organization last looked at, the operator console, or founding the first one. */
export async function homeOf({ person, session }: SignedIn): Promise<string> {
  const [hint, organizations] = await Promise.all([
    cookies().then((store) => store.get(LAST_ORGANIZATION)?.value),
    withoutTenant((tx) => organizationsOf(tx, person.id)),
  ]);
  const organization = lastOrganization(organizations, hint);
  if (organization) return `/${organization.slug}/overview`;
  return session.is_operator ? "/ops" : "/new-organization";
}
