import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { PUT as remove, DELETE as restore } from "@/app/api/ops/organizations/[id]/deletion/route";
import { PUT as transfer } from "@/app/api/ops/organizations/[id]/owner/route";
import { POST as inviteOwner } from "@/app/api/ops/organizations/[id]/owner_invitation/route";
import { GET as one } from "@/app/api/ops/organizations/[id]/route";
import { DELETE as reactivate, PUT as suspend } from "@/app/api/ops/organizations/[id]/suspension/route";
import { POST as found, GET as list } from "@/app/api/ops/organizations/route";
import { POST as accept } from "@/app/api/v1/invitations/acceptances/route";
import { GET as calls } from "@/app/api/v1/orgs/[org]/calls/route";
import { GET as members } from "@/app/api/v1/orgs/[org]/members/route";
import { withTenant } from "@/lib/db/tenant";
import { destroyKeysOfDeleted } from "@/lib/keys/destroy-keys-of-deleted";
import type { OrganizationDetail } from "@/lib/ops/organization-detail";
import { makeAgent } from "../../support/agent";
import { askWith, makeKey } from "../../support/api-keys";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { invitationTo } from "../../support/invitation-to";
import { linkIn } from "../../support/mailbox";
import {
  makeMember,
  makeOperator,
  makeOrganization,
  makePerson,
  type TestOrganization,
} from "../../support/organization";
import { takingBack } from "../../support/taking-back";

type Handler = Parameters<typeof callRoute>[0];
type Method = "GET" | "POST" | "PUT" | "DELETE";

const act = (handler: Handler, method: Method, id: string, cookie: string | undefined, body?: object) =>
  callRoute(handler, { path: `/api/ops/organizations/${id}`, params: { id }, method, cookie, body });

const enter = async (org: TestOrganization) =>
  callRoute(members, { path: "/", params: { org: org.slug }, cookie: await org.admin.cookie() });

const reasonOf = (answer: { json(): unknown }) =>
  (answer.json() as { error: { details?: { reason?: string } } }).error.details?.reason;

describe("suspending an organization", () => {
  test("shuts it to its members and API keys, says why not, and opens it again", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const [cookie, key] = [await operator.cookie(), await makeKey(org, ["calls:read"])];
    expect((await askWith(key.token, calls, org)).status).toBe(200);
    expect((await act(suspend, "PUT", org.id, cookie, { reason: "Unpaid since March" })).status).toBe(204);
    for (const answer of [await enter(org), await askWith(key.token, calls, org)]) {
      expect(answer.status).toBe(403);
      expect(reasonOf(answer)).toBe("suspended");
      expect(answer.text).not.toContain("Unpaid");
    }
    expect((await act(suspend, "PUT", org.id, cookie, { reason: "Once more" })).status).toBe(409);
    expect((await act(reactivate, "DELETE", org.id, cookie)).status).toBe(204);
    expect((await enter(org)).status).toBe(200);
    expect((await askWith(key.token, calls, org)).status).toBe(200);
    const entries = await database()`
      select action, actor_type, actor_id, after ->> 'suspended_reason' as reason
      from public.audit_log where org_id = ${org.id} and actor_type = 'operator' order by seq`;
    expect(entries).toEqual([
      {
        action: "organization.suspended",
        actor_type: "operator",
        actor_id: operator.userId,
        reason: "Unpaid since March",
      },
      { action: "organization.reactivated", actor_type: "operator", actor_id: operator.userId, reason: null },
    ]);
  });

  test("keeps what its agents deliver", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const agent = await makeAgent(org.id, "retell");
    await act(suspend, "PUT", org.id, await operator.cookie(), { reason: "Unpaid since March" });
    const [body = ""] = bodiesOfCall(agent).bodies;
    expect((await deliver(agent, body)).status).toBe(200);
    const [kept] = await database()<{ kept: number }[]>`
      select count(*)::int as kept from public.inbound_events where org_id = ${org.id} and state = 'applied'`;
    expect(kept?.kept).toBe(1);
  });

  test("needs a reason, and a proof of the last ten minutes", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const cookie = await operator.cookie();
    expect((await act(suspend, "PUT", org.id, cookie, { reason: "  " })).status).toBe(422);
    await database()`
      update private.sessions set proved_at = now() - interval '11 minutes' where user_id = ${operator.userId}`;
    const answer = await act(suspend, "PUT", org.id, cookie, { reason: "Unpaid since March" });
    expect([answer.status, reasonOf(answer)]).toEqual([403, "proof_needed"]);
    expect((await enter(org)).status).toBe(200);
  });
});

describe("deleting an organization", () => {
  test("takes its address typed, shuts everything, and can be taken back for thirty days", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const cookie = await operator.cookie();
    expect((await act(remove, "PUT", org.id, cookie, { slug: org.name })).status).toBe(422);
    expect((await enter(org)).status).toBe(200);
    expect((await act(remove, "PUT", org.id, cookie, { slug: org.slug })).status).toBe(204);
    expect((await enter(org)).status).toBe(404);
    const found = await callRoute(list, { path: `/?search=${org.slug}`, cookie });
    expect(found.json()).toMatchObject({ data: [{ id: org.id, state: "deleted" }] });
    expect((await act(one, "GET", org.id, cookie)).json()).toMatchObject({ deleted_at: expect.any(String) });
    expect((await act(restore, "DELETE", org.id, cookie)).status).toBe(204);
    expect((await enter(org)).status).toBe(200);
  });

  test("destroys its data keys after thirty days, and then there is no way back", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const cookie = await operator.cookie();
    await makeAgent(org.id, "retell");
    await act(remove, "PUT", org.id, cookie, { slug: org.slug });
    await destroyKeysOfDeleted();
    const keys = () => database()<{ destroyed: boolean }[]>`
      select destroyed_at is not null as destroyed from public.data_keys where org_id = ${org.id}`;
    expect(await keys()).toEqual([{ destroyed: false }]);
    await database()`update public.organizations set deleted_at = now() - interval '31 days' where id = ${org.id}`;
    await destroyKeysOfDeleted();
    expect(await keys()).toEqual([{ destroyed: true }]);
    expect((await act(restore, "DELETE", org.id, cookie)).status).toBe(409);
  });
});

describe("an organization made for a customer", () => {
  const input = () => {
    const mark = randomBytes(5).toString("hex");
    return { name: `Made ${mark}`, slug: `made-${mark}`, owner_email: `owner-${mark}@example.com`, locale: "en-GB" };
  };

  test("belongs to nobody until its owner has joined by the link in their mail", async () => {
    const [operator, body] = [await makeOperator(), input()];
    const cookie = await operator.cookie();
    const made = await callRoute(found, { path: "/", method: "POST", cookie, body });
    expect(made.status).toBe(201);
    const { id } = made.json<{ id: string }>();
    expect((await act(one, "GET", id, cookie)).json<OrganizationDetail>()).toMatchObject({
      owner_id: null,
      locale: "en-GB",
      members: [],
      owner_invitation: { email: body.owner_email },
      staff_acts: [{ action: "member.invited" }, { action: "organization.created" }],
    });
    const token = linkIn(await invitationTo(body.owner_email), "/invitations/").split("/invitations/")[1] ?? "";
    const owner = await makePerson(body.owner_email);
    const joined = await callRoute(accept, {
      path: "/",
      method: "POST",
      cookie: await owner.cookie(),
      body: { token },
    });
    expect(joined.status).toBe(200);
    expect((await act(one, "GET", id, cookie)).json()).toMatchObject({
      owner_id: owner.userId,
      members: [{ user_id: owner.userId, role: "org_admin", is_owner: true }],
      owner_invitation: null,
    });
    expect((await act(inviteOwner, "POST", id, cookie, { email: "another@example.com" })).status).toBe(409);
  });

  test.each(["viewer", "admin"] as const)("whose owner is gone, belongs to its %s by such a link too", async (who) => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const [member, cookie] = [org[who], await operator.cookie()];
    expect((await act(inviteOwner, "POST", org.id, cookie, { email: member.email })).status).toBe(201);
    const token = linkIn(await invitationTo(member.email), "/invitations/").split("/invitations/")[1] ?? "";
    const request = { path: "/", method: "POST" as const, cookie: await member.cookie(), body: { token } };
    expect((await callRoute(accept, request)).json()).toEqual({ slug: org.slug });
    const detail = (await act(one, "GET", org.id, cookie)).json<OrganizationDetail>();
    expect([detail.owner_id, detail.members[0]]).toMatchObject([member.userId, { role: "org_admin", is_owner: true }]);
    const entries = await database()`
      select action, actor_id, before, after from public.audit_log
      where org_id = ${org.id} and action <> 'member.invited'`;
    const after = { owner_id: member.userId, role: "org_admin" };
    expect(entries).toEqual([
      { action: "organization.owner_changed", actor_id: member.userId, before: { owner_id: null }, after },
    ]);
  });

  test("takes a new invitation of an owner; the one before stops working", async () => {
    const [operator, body] = [await makeOperator(), input()];
    const cookie = await operator.cookie();
    const { id } = (await callRoute(found, { path: "/", method: "POST", cookie, body })).json<{ id: string }>();
    const first = linkIn(await invitationTo(body.owner_email), "/invitations/").split("/invitations/")[1] ?? "";
    const email = `second-${body.owner_email}`;
    expect((await act(inviteOwner, "POST", id, cookie, { email })).status).toBe(201);
    const owner = await makePerson(body.owner_email);
    const joined = await callRoute(accept, {
      path: "/",
      method: "POST",
      cookie: await owner.cookie(),
      body: { token: first },
    });
    expect([joined.status, reasonOf(joined)]).toEqual([409, "revoked"]);
  });

  test("is refused by name where the address is taken", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const body = { ...input(), slug: org.slug };
    const answer = await callRoute(found, { path: "/", method: "POST", cookie: await operator.cookie(), body });
    expect(answer.status).toBe(409);
    expect(answer.json()).toMatchObject({ error: { details: { fields: { slug: expect.any(String) } } } });
  });
});

describe("staff alone", () => {
  test("name an owner from outside", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const heir = await makeMember(org.id, "org_admin");
    const cookie = await operator.cookie();
    expect((await act(transfer, "PUT", org.id, cookie, { user_id: heir.userId })).status).toBe(200);
    expect((await act(one, "GET", org.id, cookie)).json()).toMatchObject({ owner_id: heir.userId });
  });

  test("do any of this: for everybody else there is nothing here, and nothing changes", async () => {
    const org = await makeOrganization();
    const attempts: [Handler, Method, object?][] = [
      [one, "GET"],
      [suspend, "PUT", { reason: "Unpaid since March" }],
      [reactivate, "DELETE"],
      [remove, "PUT", { slug: org.slug }],
      [restore, "DELETE"],
      [transfer, "PUT", { user_id: org.viewer.userId }],
      [inviteOwner, "POST", { email: "mine@example.com" }],
      [found, "POST", { name: "Mine", slug: "mine-mine", owner_email: "mine@example.com" }],
    ];
    const cookie = await org.admin.cookie();
    for (const [handler, method, body] of attempts) {
      expect((await act(handler, method, org.id, cookie, body)).status).toBe(404);
      expect((await act(handler, method, org.id, undefined, body)).status).toBe(401);
    }
    expect((await enter(org)).status).toBe(200);
  });

  test("pass the database's doors: a member's own transaction is refused at each of them", async () => {
    const org = await makeOrganization();
    const doors = [
      sql`select private.set_suspension('Unpaid since March')`,
      sql`select private.set_suspension(null)`,
      sql`select private.set_deletion(true)`,
      sql`select private.invite_owner('mine@example.com', 'x', now())`,
      sql`select private.enter_for_staff(${org.admin.userId}::uuid, gen_random_uuid(), ${org.id}::uuid)`,
      sql`update public.organizations set deleted_at = now()`,
      sql`update public.organizations set suspended_at = null`,
      sql`update public.organizations set owner_id = ${org.viewer.userId}::uuid`,
    ];
    for (const door of doors) {
      const passed = withTenant({ orgId: org.id, userId: org.admin.userId }, (tx) => door.execute(tx));
      await expect(passed).rejects.toMatchObject({ code: "42501" });
    }
  });

  test("control: without the database's question anybody's transaction would suspend", async () => {
    const org = await makeOrganization();
    const changed = await takingBack(database(), async (tx) => {
      await tx.unsafe(`
        create or replace function private.require_staff() returns void language sql as 'select';
        set local role app_tenant; set local app.org_id = '${org.id}'; set local app.user_id = '${org.admin.userId}'`);
      const [row] = await tx<{ changed: boolean }[]>`select private.set_suspension('Unpaid since March') as changed`;
      return row?.changed;
    });
    expect(changed).toBe(true);
    expect((await enter(org)).status).toBe(200);
  });
});
