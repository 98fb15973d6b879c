import { cookies } from "next/headers";
import { isOperator } from "../auth/is-operator";
import type { Person } from "../auth/session";
import { withoutTenant } from "../db/tenant";
import { LAST_ORGANIZATION, lastOrganization } from "./last-organization";
import { organizationsOf } from "./organizations-of";

/** Where a signed-in person belongs: the organization last looked at, the operator console, or founding the first one. */
export async function homeOf(person: Person): Promise<string> {
  const [hint, { organizations, operator }] = await Promise.all([
    cookies().then((store) => store.get(LAST_ORGANIZATION)?.value),
    withoutTenant(async (tx) => ({
      organizations: await organizationsOf(tx, person.id),
      operator: await isOperator(tx, person.id),
    })),
  ]);
  const organization = lastOrganization(organizations, hint);
  if (organization) return `/${organization.slug}/overview`;
  return operator ? "/ops" : "/new-organization";
}
