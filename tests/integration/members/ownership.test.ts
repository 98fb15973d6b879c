import { describe, expect, test } from "vitest";
import { PATCH as changeRole, DELETE as remove } from "@/app/api/v1/orgs/[org]/members/[user_id]/route";
import { GET as list } from "@/app/api/v1/orgs/[org]/members/route";
import { DELETE as leave } from "@/app/api/v1/orgs/[org]/membership/route";
import { PUT as transfer } from "@/app/api/v1/orgs/[org]/owner/route";
import { POST as found } from "@/app/api/v1/orgs/route";
import { drainJobs } from "@/lib/jobs/drain";
import { tellOfOwnershipJob } from "@/lib/members/jobs/tell-of-ownership";
import type { Member } from "@/lib/members/schemas";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { mailTo } from "../../support/mailbox";
import { makeMember, makeOrganization, makePerson, type TestOrganization } from "../../support/organization";

type Owned = TestOrganization & { heir: Awaited<ReturnType<typeof makeMember>> };

async function makeOwned(): Promise<Owned> {
  const org = await makeOrganization();
  await database()`update public.organizations set owner_id = ${org.admin.userId} where id = ${org.id}`;
  return { ...org, heir: await makeMember(org.id, "org_admin") };
}

const hand = (org: TestOrganization, cookie: string, user_id: string) =>
  callRoute(transfer, { path: "/", method: "PUT", params: { org: org.slug }, cookie, body: { user_id } });

const about = (org: TestOrganization, cookie: string, userId: string, body?: object) => ({
  path: "/",
  params: { org: org.slug, user_id: userId },
  cookie,
  ...(body ? { method: "PATCH" as const, body } : { method: "DELETE" as const }),
});

async function ownerOf(org: TestOrganization): Promise<string | null> {
  const [row] = await database()<{ owner_id: string | null }[]>`
    select owner_id from public.organizations where id = ${org.id}`;
  return row?.owner_id ?? null;
}

const reasonOf = (answer: { json(): unknown }) =>
  (answer.json() as { error: { details?: { reason?: string } } }).error.details?.reason;

describe("the owner of an organization", () => {
  test("is who founded it, and the list of members says so", async () => {
    const founder = await makePerson();
    const cookie = await founder.cookie();
    const slug = `own-${crypto.randomUUID().slice(0, 8)}`;
    const made = await callRoute(found, { path: "/", method: "POST", cookie, body: { name: "Ours", slug } });
    expect(made.status).toBe(201);
    const { data } = (await callRoute(list, { path: "/", params: { org: slug }, cookie })).json<{ data: Member[] }>();
    expect(data).toMatchObject([{ user_id: founder.userId, is_owner: true }]);
  });

  test("hands it to another admin; it is recorded, and both are told by mail", async () => {
    const org = await makeOwned();
    const answer = await hand(org, await org.admin.cookie(), org.heir.userId);
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({ owner_id: org.heir.userId });
    expect(await ownerOf(org)).toBe(org.heir.userId);
    const [entry] = await database()`
      select action, actor_type, actor_id, before, after from public.audit_log where org_id = ${org.id}`;
    expect(entry).toEqual({
      action: "organization.owner_changed",
      actor_type: "user",
      actor_id: org.admin.userId,
      before: { owner_id: org.admin.userId },
      after: { owner_id: org.heir.userId },
    });
    await drainJobs([tellOfOwnershipJob], Date.now() + 60_000);
    expect((await mailTo(org.heir.email)).subject).toBe(`You own ${org.name} on Foyer now`);
    expect((await mailTo(org.admin.email)).subject).toContain(`owns ${org.name} on Foyer now`);
  });

  test("alone may: another admin is refused, and so is the owner before", async () => {
    const org = await makeOwned();
    const [theirs, others] = [await org.admin.cookie(), await org.heir.cookie()];
    const seized = await hand(org, others, org.heir.userId);
    expect(seized.status).toBe(403);
    expect(reasonOf(seized)).toBe("owner_only");
    expect(await ownerOf(org)).toBe(org.admin.userId);
    expect((await hand(org, theirs, org.heir.userId)).status).toBe(200);
    expect((await hand(org, theirs, org.admin.userId)).status).toBe(403);
    expect(await ownerOf(org)).toBe(org.heir.userId);
  });

  test("needs a proof of who they are that is not older than ten minutes", async () => {
    const org = await makeOwned();
    const cookie = await org.admin.cookie();
    await callRoute(list, { path: "/", params: { org: org.slug }, cookie });
    await database()`
      update private.sessions set proved_at = now() - interval '11 minutes' where user_id = ${org.admin.userId}`;
    const answer = await hand(org, cookie, org.heir.userId);
    expect(answer.status).toBe(403);
    expect(reasonOf(answer)).toBe("proof_needed");
    expect(await ownerOf(org)).toBe(org.admin.userId);
  });

  test("hands it neither to a viewer, nor to themselves, nor to a stranger", async () => {
    const [org, other] = [await makeOwned(), await makeOrganization()];
    const cookie = await org.admin.cookie();
    const refused = async (userId: string) => {
      const answer = await hand(org, cookie, userId);
      return [answer.status, reasonOf(answer)];
    };
    expect(await refused(org.viewer.userId)).toEqual([409, "no_admin"]);
    expect(await refused(org.admin.userId)).toEqual([409, "owner_already"]);
    expect(await refused(other.admin.userId)).toEqual([404, undefined]);
    expect(await ownerOf(org)).toBe(org.admin.userId);
  });

  test("can be neither demoted nor removed nor leave before, and can afterwards", async () => {
    const org = await makeOwned();
    const [theirs, others] = [await org.admin.cookie(), await org.heir.cookie()];
    const attempts = () => [
      callRoute(changeRole, about(org, others, org.admin.userId, { role: "org_viewer" })),
      callRoute(remove, about(org, others, org.admin.userId)),
      callRoute(leave, { path: "/", params: { org: org.slug }, cookie: theirs, method: "DELETE" }),
    ];
    for (const answer of await Promise.all(attempts())) {
      expect(answer.status).toBe(409);
      expect(reasonOf(answer)).toBe("owner");
    }
    expect((await hand(org, theirs, org.heir.userId)).status).toBe(200);
    expect((await callRoute(changeRole, about(org, others, org.admin.userId, { role: "org_viewer" }))).status).toBe(
      200,
    );
    expect(
      (await callRoute(leave, { path: "/", params: { org: org.slug }, cookie: theirs, method: "DELETE" })).status,
    ).toBe(204);
  });

  test("control: without the database's guard an owner is demoted", async () => {
    const org = await makeOwned();
    const demoted = await database().begin(async (tx) => {
      await tx`alter table public.memberships disable trigger keep_owner_on_change`;
      const rows = await tx`
        update public.memberships set role = 'org_viewer' where org_id = ${org.id} and user_id = ${org.admin.userId}
        returning role`;
      await tx`alter table public.memberships enable trigger keep_owner_on_change`;
      await tx`update public.memberships set role = 'org_admin' where org_id = ${org.id} and user_id = ${org.admin.userId}`;
      return rows.length;
    });
    expect(demoted).toBe(1);
  });

  test("and an heir who loses their role at that moment never end as an owner who is no admin", async () => {
    for (let round = 0; round < 5; round += 1) {
      const org = await makeOwned();
      const [theirs, third] = [await org.admin.cookie(), await makeMember(org.id, "org_admin")];
      const others = await third.cookie();
      const [handed, demoted] = await Promise.all([
        hand(org, theirs, org.heir.userId),
        callRoute(changeRole, about(org, others, org.heir.userId, { role: "org_viewer" })),
      ]);
      expect([handed.status, demoted.status].toSorted()).toEqual([200, 409]);
      const [row] = await database()`
        select m.role from public.organizations o
        join public.memberships m on m.org_id = o.id and m.user_id = o.owner_id where o.id = ${org.id}`;
      expect(row).toEqual({ role: "org_admin" });
    }
  });

  test("who is erased leaves the organization without one, and nothing holds the erasure up", async () => {
    const org = await makeOwned();
    await database()`delete from auth.users where id = ${org.admin.userId}`;
    expect(await ownerOf(org)).toBeNull();
    await database()`delete from public.organizations where id = ${org.id}`;
  });
});
