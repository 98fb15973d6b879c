import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { type Organization, type Role, withMember, withoutTenant } from "../db/tenant";
import { AppError } from "../errors";
import { logger } from "../log/logger";
import { addToTrail } from "../log/trail";
import { organizationsOf } from "../orgs/organizations-of";
import type { Context } from "./context";
import { onPageTrail } from "./on-page-trail";
import { currentPerson, type Person } from "./session";

/** What every page of an organization knows about its reader. */
export type PageReader = {
  org: Organization;
  role: Role;
  person: Person;
  organizations: Awaited<ReturnType<typeof organizationsOf>>;
};

const person = cache(currentPerson);

/** The reader of a page outside an organization; sends signed-out people to sign-in. */
export async function requireReader(returnTo: string): Promise<Person> {
  const reader = await person();
  if (!reader) redirect(`/sign-in?next=${encodeURIComponent(returnTo)}`);
  return reader;
}

/** The reader of an organization's page, once per request; a stranger gets the 404 page. */
export const requireOrg = cache(async (slug: string): Promise<PageReader> => {
  const reader = await requireReader(`/${slug}`);
  const [membership, organizations] = await Promise.all([
    inOrganization(reader, slug, async (ctx, role) => ({ org: ctx.org, role })),
    organizationsOfReader(reader),
  ]);
  return { ...membership, person: reader, organizations };
});

/** The organizations a page's reader belongs to. */
export function organizationsOfReader(reader: Person): Promise<PageReader["organizations"]> {
  return onPageTrail(reader.id, () => withoutTenant((tx) => organizationsOf(tx, reader.id)));
}

/** Runs read verbs for a page in one tenant transaction, so that its first paint has data. */
export async function readForPage<T>(slug: string, work: (ctx: Context, role: Role) => Promise<T>): Promise<T> {
  const reader = await requireReader(`/${slug}`);
  return inOrganization(reader, slug, work);
}

async function inOrganization<T>(
  reader: Person,
  slug: string,
  work: (ctx: Context, role: Role) => Promise<T>,
): Promise<T> {
  try {
    return await onPageTrail(reader.id, (requestId) =>
      withMember(reader.id, slug, (tx, { org, role }) => {
        addToTrail({ org_id: org.id });
        return work({ org, tx, requestId, log: logger(), actor: { type: "user", id: reader.id, role } }, role);
      }),
    );
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "not_found") notFound();
    throw thrown;
  }
}
