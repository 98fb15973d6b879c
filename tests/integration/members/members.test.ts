import { describe, expect, test } from "vitest";
import { PATCH as changeRole, DELETE as remove } from "@/app/api/v1/orgs/[org]/members/[user_id]/route";
import { GET as list } from "@/app/api/v1/orgs/[org]/members/route";
import { DELETE as leave } from "@/app/api/v1/orgs/[org]/membership/route";
import type { Member } from "@/lib/members/schemas";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeMember, makeOrganization, type TestOrganization } from "../../support/organization";

const at = (org: TestOrganization, cookie: string | undefined, query = "") => ({
  path: `/api/v1/orgs/${org.slug}/members${query}`,
  params: { org: org.slug },
  cookie,
});

const one = (org: TestOrganization, cookie: string | undefined, userId: string, body?: unknown) => ({
  path: `/api/v1/orgs/${org.slug}/members/${userId}`,
  params: { org: org.slug, user_id: userId },
  cookie,
  body,
  method: body === undefined ? ("DELETE" as const) : ("PATCH" as const),
});

async function rolesOf(org: TestOrganization): Promise<Record<string, string>> {
  const rows = await database()<{ user_id: string; role: string }[]>`
    select user_id, role from public.memberships where org_id = ${org.id}`;
  return Object.fromEntries(rows.map(({ user_id, role }) => [user_id, role]));
}

async function eventsOf(org: TestOrganization): Promise<{ name: string; subject_id: string; actor_id: string }[]> {
  return database()`select name, subject_id, actor_id from public.events where org_id = ${org.id} order by id`;
}

describe("the list of members", () => {
  test("a viewer reads it, first come first, page by page", async () => {
    const org = await makeOrganization();
    const third = await makeMember(org.id, "org_viewer");
    const cookie = await org.viewer.cookie();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await callRoute(list, at(org, cookie, `?limit=1${cursor ? `&cursor=${cursor}` : ""}`));
      expect(page.status).toBe(200);
      const body = page.json<{ data: Member[]; next_cursor: string | null }>();
      expect(body.data).toHaveLength(1);
      seen.push(...body.data.map(({ user_id }) => user_id));
      cursor = body.next_cursor;
    } while (cursor);
    expect(seen).toHaveLength(3);
    expect(new Set(seen)).toEqual(new Set([org.admin.userId, org.viewer.userId, third.userId]));
    expect(seen[2]).toBe(third.userId);
  });

  test("a cursor of somebody's own making is refused by name", async () => {
    const org = await makeOrganization();
    const cursor = Buffer.from(JSON.stringify(["x", "y"])).toString("base64url");
    const answer = await callRoute(list, at(org, await org.admin.cookie(), `?cursor=${cursor}`));
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ error: { details: { fields: { cursor: expect.any(String) } } } });
  });

  test("nobody signed in sees nothing, and another organization's members are not found", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    expect((await callRoute(list, at(org, undefined))).status).toBe(401);
    expect((await callRoute(list, at(org, await other.admin.cookie()))).status).toBe(404);
  });
});

describe("changing roles", () => {
  test("an admin makes a viewer an admin, and the fact is recorded with who did it", async () => {
    const org = await makeOrganization();
    const answer = await callRoute(
      changeRole,
      one(org, await org.admin.cookie(), org.viewer.userId, { role: "org_admin" }),
    );
    expect(answer.status).toBe(200);
    expect((await rolesOf(org))[org.viewer.userId]).toBe("org_admin");
    expect(await eventsOf(org)).toEqual([
      { name: "member.role_changed", subject_id: org.viewer.userId, actor_id: org.admin.userId },
    ]);
  });

  test("a viewer may not, and nothing changes", async () => {
    const org = await makeOrganization();
    const answer = await callRoute(
      changeRole,
      one(org, await org.viewer.cookie(), org.viewer.userId, { role: "org_admin" }),
    );
    expect(answer.status).toBe(403);
    expect((await rolesOf(org))[org.viewer.userId]).toBe("org_viewer");
    expect(await eventsOf(org)).toEqual([]);
  });

  test("a role that does not exist is refused by name; the platform's own cannot be given", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    for (const role of ["owner", "super_admin"]) {
      const answer = await callRoute(changeRole, one(org, cookie, org.viewer.userId, { role }));
      expect(answer.status).toBe(422);
      expect(answer.json()).toMatchObject({ error: { details: { fields: { role: expect.any(String) } } } });
    }
  });

  test("a member of another organization is not found, even by their id", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    const cookie = await org.admin.cookie();
    expect((await callRoute(changeRole, one(org, cookie, other.viewer.userId, { role: "org_admin" }))).status).toBe(
      404,
    );
    expect((await callRoute(remove, one(org, cookie, other.viewer.userId))).status).toBe(404);
    expect((await rolesOf(other))[other.viewer.userId]).toBe("org_viewer");
  });

  test("a malformed id is not found", async () => {
    const org = await makeOrganization();
    expect((await callRoute(remove, one(org, await org.admin.cookie(), "everyone"))).status).toBe(404);
  });

  test("the last admin can be neither demoted nor removed, nor leave", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    const answers = [
      await callRoute(changeRole, one(org, cookie, org.admin.userId, { role: "org_viewer" })),
      await callRoute(remove, one(org, cookie, org.admin.userId)),
      await callRoute(leave, { path: "/", params: { org: org.slug }, cookie, method: "DELETE" }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(409);
      expect(answer.json()).toMatchObject({ error: { details: { reason: "last_admin" } } });
    }
    expect((await rolesOf(org))[org.admin.userId]).toBe("org_admin");
    expect(await eventsOf(org)).toEqual([]);
  });

  test("of two admins who demote each other at the same moment, one stays an admin", async () => {
    for (let round = 0; round < 5; round += 1) {
      const org = await makeOrganization();
      const second = await makeMember(org.id, "org_admin");
      const [first, other] = await Promise.all([org.admin.cookie(), second.cookie()]);
      const answers = await Promise.all([
        callRoute(changeRole, one(org, first, second.userId, { role: "org_viewer" })),
        callRoute(changeRole, one(org, other, org.admin.userId, { role: "org_viewer" })),
      ]);
      const admins = Object.values(await rolesOf(org)).filter((role) => role === "org_admin");
      expect(admins).toHaveLength(1);
      expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    }
  });

  test("five admins who all leave at once cannot leave an organization without one", async () => {
    const org = await makeOrganization();
    const admins = [org.admin, ...(await Promise.all([1, 2, 3, 4].map(() => makeMember(org.id, "org_admin"))))];
    const cookies = await Promise.all(admins.map((admin) => admin.cookie()));
    const answers = await Promise.all(
      cookies.map((cookie) => callRoute(leave, { path: "/", params: { org: org.slug }, cookie, method: "DELETE" })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 204, 204, 204, 409]);
  });

  test("control: without the database's guard the last admin is lost", async () => {
    const org = await makeOrganization();
    const lost = await database().begin(async (tx) => {
      await tx`alter table public.memberships disable trigger keep_one_admin_on_change`;
      await tx`update public.memberships set role = 'org_viewer' where org_id = ${org.id}`;
      const admins = await tx`select from public.memberships where org_id = ${org.id} and role = 'org_admin'`;
      await tx`alter table public.memberships enable trigger keep_one_admin_on_change`;
      await tx`update public.memberships set role = 'org_admin' where user_id = ${org.admin.userId}`;
      return admins.length;
    });
    expect(lost).toBe(0);
  });
});

describe("removing and leaving", () => {
  test("a removed member's session opens nothing from the next request on", async () => {
    const org = await makeOrganization();
    const theirs = await org.viewer.cookie();
    expect((await callRoute(list, at(org, theirs))).status).toBe(200);
    expect((await callRoute(remove, one(org, await org.admin.cookie(), org.viewer.userId))).status).toBe(204);
    expect((await callRoute(list, at(org, theirs))).status).toBe(404);
    expect(await eventsOf(org)).toMatchObject([{ name: "member.removed", subject_id: org.viewer.userId }]);
  });

  test("a viewer may leave, though nothing else", async () => {
    const org = await makeOrganization();
    const cookie = await org.viewer.cookie();
    const answer = await callRoute(leave, { path: "/", params: { org: org.slug }, cookie, method: "DELETE" });
    expect(answer.status).toBe(204);
    expect(Object.keys(await rolesOf(org))).toEqual([org.admin.userId]);
    expect(await eventsOf(org)).toMatchObject([{ name: "member.removed", actor_id: org.viewer.userId }]);
  });

  test("leaving an organization one is not in is not found", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    const cookie = await other.admin.cookie();
    expect((await callRoute(leave, { path: "/", params: { org: org.slug }, cookie, method: "DELETE" })).status).toBe(
      404,
    );
  });

  test("an organization with its last admin can still be removed whole", async () => {
    const org = await makeOrganization();
    await database()`delete from public.organizations where id = ${org.id}`;
    expect(await rolesOf(org)).toEqual({});
  });
});
