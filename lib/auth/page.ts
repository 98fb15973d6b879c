import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { refusalOf } from "../db/refusal-of";
import { type Organization, type Role, type Visit, withMember, withoutTenant } from "../db/tenant";
import { AppError } from "../errors";
import { clientIp } from "../http/client-ip";
import { logger } from "../log/logger";
import { addToTrail } from "../log/trail";
import { organizationsOf } from "../orgs/organizations-of";
import { type Appearance, readAppearance } from "../orgs/read-appearance";
import type { Context } from "./context";
import { onPage } from "./on-page";
import { onPageTrail } from "./on-page-trail";
import { roleHere } from "./role-here";
import { secondFactorPage } from "./second-factor-page";
import { currentSession, type Person, type SignedIn } from "./session";

/** What every page of an organization knows about its reader. */
export type PageReader = {
  org: Organization & Appearance;
  role: Role;
  /** An admin outside of the networks that the organization allows its admins: a viewer here. */
  is_outside: boolean;
  /** Of platform staff who look; null for members. */
  visit: Visit | null;
  person: Person;
  organizations: Awaited<ReturnType<typeof organizationsOf>>;
};

const signedIn = cache(() => onPageTrail({}, currentSession));

/** Who reads a page, even if they have yet to show their second factor; sends signed-out people to sign-in. */
export async function requireHalfReader(returnTo: string): Promise<SignedIn> {
  const reader = await signedIn();
  if (!reader) redirect(`/sign-in?next=${encodeURIComponent(returnTo)}`);
  return reader;
}

/** Who reads a page outside an organization, and their session; whoever has yet to show their second factor is sent there. */
export async function requireSession(returnTo: string): Promise<SignedIn> {
  const reader = await requireHalfReader(returnTo);
  if (reader.session.state !== "good") redirect(secondFactorPage(refusalOf("code_needed"), returnTo) ?? "/");
  return reader;
}

/** The reader of a page outside an organization. */
export async function requireReader(returnTo: string): Promise<Person> {
  return (await requireSession(returnTo)).person;
}

/** The reader of an organization's page, once per request; a stranger gets the 404 page. */
export const requireOrg = cache(async (slug: string): Promise<PageReader> => {
  const reader = await requireSession(`/${slug}`);
  const [membership, organizations] = await Promise.all([
    inOrganization(reader, slug, async (ctx, role, given, visit) => ({
      org: { ...ctx.org, ...(await readAppearance(ctx)) },
      role,
      is_outside: role !== given,
      visit,
    })),
    organizationsOfReader(reader.person),
  ]);
  return { ...membership, person: reader.person, organizations };
});

/** The organizations a page's reader belongs to. */
export function organizationsOfReader(reader: Person): Promise<PageReader["organizations"]> {
  return onPageTrail({ actor_id: reader.id }, () => withoutTenant((tx) => organizationsOf(tx, reader.id)));
}

/**
 * Runs read verbs for a page in one tenant transaction, so that its first paint has data.
 * @param page pattern of the page's file, under which it is counted, timed and traced
 */
export function readForPage<T>(page: string, slug: string, work: (ctx: Context, role: Role) => Promise<T>): Promise<T> {
  return onPage(page, async () => {
    const reader = await requireSession(`/${slug}`);
    return inOrganization(reader, slug, work);
  });
}

async function inOrganization<T>(
  { person, session }: SignedIn,
  slug: string,
  work: (ctx: Context, role: Role, given: Role, visit: Visit | null) => Promise<T>,
): Promise<T> {
  const request = { headers: await headers() };
  try {
    return await onPageTrail({ actor_id: person.id }, (requestId) =>
      withMember({ userId: person.id, sessionId: session.id }, slug, async (tx, { org, role: given, visit }) => {
        addToTrail({ org_id: org.id });
        const role = await roleHere(tx, { orgId: org.id, role: given }, request);
        const readsOnly = visit !== null && visit.changes_reason === null;
        const actor = { type: "user", id: person.id, role, sessionId: session.id, readsOnly } as const;
        return work({ org, tx, requestId, log: logger(), actor, ip: clientIp(request) }, role, given, visit);
      }),
    );
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "not_found") notFound();
    if (thrown instanceof AppError && thrown.details?.reason === "suspended") redirect(`/suspended/${slug}`);
    if (thrown instanceof AppError && thrown.details?.reason === "visit_needed")
      redirect(`/ops/organizations/${thrown.details.organization_id}?visit`);
    const needed = secondFactorPage(thrown, `/${slug}`);
    if (needed) redirect(needed);
    throw thrown;
  }
}
