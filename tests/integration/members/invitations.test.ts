import { describe, expect, test } from "vitest";
import { POST as accept } from "@/app/api/v1/invitations/acceptances/route";
import { POST as resend } from "@/app/api/v1/orgs/[org]/invitations/[id]/mail/route";
import { DELETE as revoke } from "@/app/api/v1/orgs/[org]/invitations/[id]/route";
import { POST as invite, GET as list } from "@/app/api/v1/orgs/[org]/invitations/route";
import { readInvitation } from "@/lib/members/read-invitation";
import type { Invitation } from "@/lib/members/schemas";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { invitationTo } from "../../support/invitation-to";
import { linkIn } from "../../support/mailbox";
import { makeOrganization, makePerson, type TestOrganization } from "../../support/organization";

const invitation = (org: TestOrganization, cookie: string | undefined, body?: unknown) => ({
  path: `/api/v1/orgs/${org.slug}/invitations`,
  params: { org: org.slug },
  cookie,
  body,
  method: body === undefined ? ("GET" as const) : ("POST" as const),
});

const about = (org: TestOrganization, cookie: string, id: string, method: "DELETE" | "POST") => ({
  path: `/api/v1/orgs/${org.slug}/invitations/${id}`,
  params: { org: org.slug, id },
  cookie,
  method,
});

const redeem = (token: string, cookie?: string) => ({
  path: "/api/v1/invitations/acceptances",
  method: "POST" as const,
  body: { token },
  cookie,
});

async function inviteSomebody(role = "org_viewer") {
  const org = await makeOrganization();
  const person = await makePerson();
  const cookie = await org.admin.cookie();
  const answer = await callRoute(invite, invitation(org, cookie, { email: person.email.toUpperCase(), role }));
  expect(answer.status).toBe(201);
  const mail = await invitationTo(person.email);
  const token = linkIn(mail, "/invitations/").split("/invitations/")[1] ?? "";
  return { org, person, cookie, mail, token, invited: answer.json<Invitation>() };
}

async function membership(org: TestOrganization, userId: string): Promise<string | undefined> {
  const rows = await database()<{ role: string }[]>`
    select role from public.memberships where org_id = ${org.id} and user_id = ${userId}`;
  return rows[0]?.role;
}

describe("inviting", () => {
  test("sends a mail with a link, and keeps the hash of its token only", async () => {
    const { org, person, mail, token, invited } = await inviteSomebody();
    expect(invited).toMatchObject({ email: person.email, role: "org_viewer", state: "open" });
    expect(mail.subject).toContain(org.name);
    expect(mail.text).toContain(token);
    expect(mail.html).toContain("color-scheme");
    const rows = await database()`select * from public.invitations where org_id = ${org.id}`;
    expect(JSON.stringify(rows)).not.toContain(token);
    const days = (Date.parse(invited.expires_at) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7);
  });

  test("an address with and one without an account are answered alike", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    const known = (await makePerson()).email;
    const shapes = [];
    for (const email of [known, `nobody-${org.slug}@example.com`]) {
      const answer = await callRoute(invite, invitation(org, cookie, { email, role: "org_viewer" }));
      shapes.push([answer.status, Object.keys(answer.json()).toSorted()]);
    }
    expect(shapes[0]).toEqual(shapes[1]);
  });

  test("a second invitation to the same address and one to a member are conflicts beside the field", async () => {
    const { org, person, cookie } = await inviteSomebody();
    for (const email of [person.email, org.viewer.email]) {
      const answer = await callRoute(invite, invitation(org, cookie, { email, role: "org_admin" }));
      expect(answer.status).toBe(409);
      expect(answer.json()).toMatchObject({ error: { details: { fields: { email: expect.any(String) } } } });
    }
  });

  test("a viewer neither invites nor sees invitations; a stranger finds nothing; nobody is asked to sign in", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    const body = { email: "somebody@example.com", role: "org_admin" };
    const viewer = await org.viewer.cookie();
    expect((await callRoute(invite, invitation(org, viewer, body))).status).toBe(403);
    expect((await callRoute(list, invitation(org, viewer))).status).toBe(403);
    expect((await callRoute(invite, invitation(org, await other.admin.cookie(), body))).status).toBe(404);
    expect((await callRoute(invite, invitation(org, undefined, body))).status).toBe(401);
    expect(await database()`select from public.invitations where org_id = ${org.id}`).toHaveLength(0);
  });

  test("something that is no address is refused by name", async () => {
    const org = await makeOrganization();
    const answer = await callRoute(
      invite,
      invitation(org, await org.admin.cookie(), { email: "dana at example", role: "org_viewer" }),
    );
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ error: { details: { fields: { email: expect.any(String) } } } });
  });

  test("the list shows open invitations page by page, newest first", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    for (const name of ["one", "two", "three"]) {
      await callRoute(
        invite,
        invitation(org, cookie, { email: `${name}-${org.slug}@example.com`, role: "org_viewer" }),
      );
    }
    const page = { path: `/?limit=2`, params: { org: org.slug }, cookie };
    const first = (await callRoute(list, page)).json<{ data: Invitation[]; next_cursor: string }>();
    const second = (await callRoute(list, { ...page, path: `/?limit=2&cursor=${first.next_cursor}` })).json<{
      data: Invitation[];
      next_cursor: string | null;
    }>();
    expect([...first.data, ...second.data].map(({ email }) => email.split("-")[0])).toEqual(["three", "two", "one"]);
    expect(second.next_cursor).toBeNull();
  });
});

describe("accepting", () => {
  test("the invited person joins with the invited role, once, and the fact is recorded", async () => {
    const { org, person, token } = await inviteSomebody("org_admin");
    expect(await readInvitation(token)).toMatchObject({ state: "open", organization: org.name, email: person.email });
    const cookie = await person.cookie();
    const answer = await callRoute(accept, redeem(token, cookie));
    expect(answer.json()).toEqual({ slug: org.slug });
    expect(await membership(org, person.userId)).toBe("org_admin");
    expect((await callRoute(accept, redeem(token, cookie))).status).toBe(409);
    const events = await database()`
      select name, actor_id from public.events where org_id = ${org.id} order by id`;
    expect(events).toEqual([
      { name: "member.invited", actor_id: org.admin.userId },
      { name: "member.joined", actor_id: person.userId },
    ]);
  });

  test("of ten simultaneous clicks one joins", async () => {
    const { org, person, token } = await inviteSomebody();
    const cookie = await person.cookie();
    const answers = await Promise.all(Array.from({ length: 10 }, () => callRoute(accept, redeem(token, cookie))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await membership(org, person.userId)).toBe("org_viewer");
  });

  test("somebody else who holds the link does not join", async () => {
    const { org, token } = await inviteSomebody();
    const thief = await makePerson();
    const answer = await callRoute(accept, redeem(token, await thief.cookie()));
    expect(answer.status).toBe(403);
    expect(await membership(org, thief.userId)).toBeUndefined();
    expect((await callRoute(accept, redeem(token))).status).toBe(401);
  });

  test("a revoked, an expired and an invented link open nothing", async () => {
    const revoked = await inviteSomebody();
    const taken = await callRoute(revoke, about(revoked.org, revoked.cookie, revoked.invited.id, "DELETE"));
    expect(taken.status).toBe(204);
    expect((await callRoute(accept, redeem(revoked.token, await revoked.person.cookie()))).status).toBe(409);
    expect(await readInvitation(revoked.token)).toMatchObject({ state: "revoked" });

    const expired = await inviteSomebody();
    await database()`update public.invitations set expires_at = now() where org_id = ${expired.org.id}`;
    expect((await callRoute(accept, redeem(expired.token, await expired.person.cookie()))).status).toBe(409);
    expect(await membership(expired.org, expired.person.userId)).toBeUndefined();

    const invented = await callRoute(accept, redeem("A".repeat(43), await expired.person.cookie()));
    expect(invented.status).toBe(404);
    expect(await readInvitation("A".repeat(43))).toBeUndefined();
  });

  test("sent again, the new link works and the old one does not", async () => {
    const { org, person, token, cookie, invited } = await inviteSomebody();
    await database()`update public.invitations set expires_at = now() where org_id = ${org.id}`;
    const answer = await callRoute(resend, about(org, cookie, invited.id, "POST"));
    expect(answer.json()).toMatchObject({ id: invited.id, state: "open" });
    const renewed = linkIn(await invitationTo(person.email), "/invitations/").split("/invitations/")[1] ?? "";
    expect(renewed).not.toBe(token);
    const theirs = await person.cookie();
    expect((await callRoute(accept, redeem(token, theirs))).status).toBe(404);
    expect((await callRoute(accept, redeem(renewed, theirs))).status).toBe(200);
  });

  test("another organization's invitation is neither sent again nor revoked", async () => {
    const { org, invited } = await inviteSomebody();
    const other = await makeOrganization();
    const cookie = await other.admin.cookie();
    expect((await callRoute(resend, about(other, cookie, invited.id, "POST"))).status).toBe(404);
    expect((await callRoute(revoke, about(other, cookie, invited.id, "DELETE"))).status).toBe(404);
    const [row] = await database()`select revoked_at from public.invitations where org_id = ${org.id}`;
    expect(row).toEqual({ revoked_at: null });
  });
});
