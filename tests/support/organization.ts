import { randomBytes } from "node:crypto";
import { createFactor } from "../../scripts/stack/auth/create-factor";
import { createPerson } from "../../scripts/stack/auth/create-person";
import { newTotpSecret } from "../../scripts/stack/auth/totp";
import { database } from "./database";
import { signIn } from "./sign-in";

export type Member = {
  userId: string;
  email: string;
  password: string;
  role: "org_admin" | "org_viewer";
  /** Signs in through the auth server; the Cookie header of that session. */
  cookie(): Promise<string>;
};

export type TestOrganization = { id: string; slug: string; name: string; admin: Member; viewer: Member };

const PASSWORD = "correct horse battery";

/** An organization nobody else uses, with an admin and a viewer who can sign in. */
export async function makeOrganization(
  values: {
    name?: string;
    industry?: string;
    time_zone?: string;
    phi_protection?: boolean;
    viewers_see_phi?: boolean;
  } = {},
): Promise<TestOrganization> {
  const mark = randomBytes(5).toString("hex");
  const row = {
    slug: `test-${mark}`,
    name: values.name ?? `Test ${mark}`,
    industry: values.industry ?? "clinic",
    time_zone: values.time_zone ?? "America/New_York",
    phi_protection: values.phi_protection ?? true,
    viewers_see_phi: values.viewers_see_phi ?? true,
  };
  const [organization] = await database()<{ id: string }[]>`
    insert into public.organizations ${database()(row)} returning id`;
  if (!organization) throw new Error("The organization was not made");
  const [admin, viewer] = await Promise.all([
    makeMember(organization.id, "org_admin", `admin-${mark}@example.com`),
    makeMember(organization.id, "org_viewer", `viewer-${mark}@example.com`),
  ]);
  return { id: organization.id, slug: row.slug, name: row.name, admin, viewer };
}

/** One more person in an organization. */
export async function makeMember(orgId: string, role: Member["role"], email = randomEmail()): Promise<Member> {
  const person = await makePerson(email);
  await database()`insert into public.memberships (org_id, user_id, role) values (${orgId}, ${person.userId}, ${role})`;
  return { ...person, role };
}

/** Somebody who can sign in and belongs to no organization. */
export async function makePerson(email = randomEmail()): Promise<Omit<Member, "role">> {
  const userId = await createPerson(database(), { email, password: PASSWORD, full_name: nameOf(email) }, 4);
  return { userId, email, password: PASSWORD, cookie: () => signIn(email, PASSWORD) };
}

/** Platform staff, who sign in with a second factor. */
export async function makeOperator(): Promise<Omit<Member, "role"> & { totpSecret: string }> {
  const person = await makePerson();
  await database()`insert into public.operators (user_id) values (${person.userId})`;
  return withSecondFactor(person);
}

/** An operator whose every sign-in is on a visit to these organizations; `changes` lets it change things. */
export function onVisits<P extends Pick<Member, "userId" | "cookie">>(
  operator: P,
  orgIds: string[],
  { changes = false } = {},
): P & { afterSignIn(): Promise<void> } {
  const afterSignIn = async () => {
    for (const orgId of orgIds) await openVisit(operator.userId, orgId, { changes });
  };
  const cookie = async () => {
    const signedIn = await operator.cookie();
    await afterSignIn();
    return signedIn;
  };
  return { ...operator, cookie, afterSignIn };
}

/** Lets all sessions an operator has now into an organization. */
export async function openVisit(userId: string, orgId: string, { changes = false } = {}): Promise<void> {
  await database()`
    insert into public.visits (org_id, operator_id, session_id, reason, changes_reason, ends_at)
    select ${orgId}, user_id, id, 'A test looks after it', ${changes ? "A test changes it" : null},
      clock_timestamp() + interval '29 minutes'
    from auth.sessions where user_id = ${userId}`;
}

/** Gives a person an authenticator app; their `cookie()` shows its code from then on. */
export async function withSecondFactor<P extends Omit<Member, "role">>(person: P): Promise<P & { totpSecret: string }> {
  const totpSecret = newTotpSecret();
  await createFactor(database(), person.userId, totpSecret);
  return { ...person, totpSecret, cookie: () => signIn(person.email, person.password, totpSecret) };
}

/** Somebody with a second factor whose `signIn` stops before it. */
export async function makeHalfway(): Promise<Omit<Member, "role">> {
  const { totpSecret: _kept, ...person } = await withSecondFactor(await makePerson());
  return { ...person, cookie: () => signIn(person.email, person.password) };
}

function randomEmail(): string {
  return `person-${randomBytes(5).toString("hex")}@example.com`;
}

function nameOf(email: string): string {
  return `${email.slice(0, 1).toUpperCase()}${email.slice(1, email.indexOf("@"))}`;
}
