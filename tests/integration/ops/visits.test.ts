import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { POST as makeApiKey } from "@/app/api/v1/orgs/[org]/api_keys/route";
import { POST as keepCredential } from "@/app/api/v1/orgs/[org]/credentials/route";
import { POST as invite } from "@/app/api/v1/orgs/[org]/invitations/route";
import { PATCH as update } from "@/app/api/v1/orgs/[org]/route";
import { withMember, withTenant } from "@/lib/db/tenant";
import { openSession } from "../../support/as-member";
import { database } from "../../support/database";
import { makeOperator, makeOrganization, openVisit } from "../../support/organization";
import { takingBack } from "../../support/taking-back";
import { change, type Handler, leave, look, onVisit, reasonOf, visit, WHY, WHY_CHANGE } from "../../support/visits";

describe("an operator in an organization", () => {
  test("comes in on a visit alone, and the refusal says so", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const cookie = await operator.cookie();
    const refused = await look(org, cookie);
    expect([refused.status, reasonOf(refused)]).toEqual([403, "visit_needed"]);
    expect(refused.text).not.toContain(org.admin.email);
    expect((await visit(org, cookie)).status).toBe(200);
    expect((await look(org, cookie)).status).toBe(200);
  });

  test("stays half an hour at most: afterwards the database shuts the door by itself", async () => {
    const { org, operator, cookie, begun } = await onVisit();
    const minutes = (Date.parse(begun.ends_at) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(28);
    expect(minutes).toBeLessThanOrEqual(30.1);
    for (let again = 0; again < 20; again++) expect((await visit(org, cookie)).status).toBe(200);
    const lengths = await database()`
      select distinct (ends_at - begun_at)::text as length from public.visits where operator_id = ${operator.userId}`;
    expect(lengths).toEqual([{ length: "00:30:00" }]);
    const longer = database()`
      update public.visits set ends_at = begun_at + interval '31 minutes' where operator_id = ${operator.userId}`;
    await expect(longer).rejects.toMatchObject({ code: "23514" });
    await database()`
      update public.visits set begun_at = now() - interval '20 minutes', ends_at = now() - interval '1 second'
      where operator_id = ${operator.userId}`;
    expect(reasonOf(await look(org, cookie))).toBe("visit_needed");
  });

  test("leaves before that by a button, once", async () => {
    const { org, cookie } = await onVisit();
    expect((await leave(org, cookie)).status).toBe(204);
    expect(reasonOf(await look(org, cookie))).toBe("visit_needed");
    expect((await leave(org, cookie)).status).toBe(409);
  });

  test("is let in by one session, into one organization", async () => {
    const { org, operator, cookie } = await onVisit();
    const other = await makeOrganization();
    expect(reasonOf(await look(org, await operator.cookie()))).toBe("visit_needed");
    expect(reasonOf(await look(other, cookie))).toBe("visit_needed");
  });

  test("says why, and shows who they are anew", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const cookie = await operator.cookie();
    expect((await visit(org, cookie, { reason: " " })).status).toBe(422);
    expect((await visit(org, cookie, { reason: WHY, changes_reason: "" })).status).toBe(422);
    await look(org, cookie);
    await database()`
      update private.sessions set proved_at = now() - interval '11 minutes' where user_id = ${operator.userId}`;
    expect(reasonOf(await visit(org, cookie))).toBe("proof_needed");
    expect(reasonOf(await look(org, cookie))).toBe("visit_needed");
  });

  test("reads only, unless they have said why something must change: asked by the API and held by Postgres", async () => {
    const { org, operator, cookie } = await onVisit();
    const refused = await change(org, cookie, update, "PATCH", { name: "Renamed" });
    expect([refused.status, reasonOf(refused)]).toEqual([403, "reads_only"]);
    const sessionId = await openSession(operator.userId);
    await openVisit(operator.userId, org.id);
    const written = withMember({ userId: operator.userId, sessionId }, org.slug, (tx) =>
      tx.updateTable("organizations").set({ name: "Renamed" }).where("id", "=", org.id).execute(),
    );
    await expect(written).rejects.toMatchObject({ code: "25006" });
    expect((await visit(org, cookie, { reason: WHY, changes_reason: WHY_CHANGE })).status).toBe(200);
    expect((await change(org, cookie, update, "PATCH", { name: "Renamed" })).status).toBe(200);
  });

  test("makes no secrets and lets nobody in, even on a visit that may change things", async () => {
    const { org, cookie } = await onVisit({ reason: WHY, changes_reason: WHY_CHANGE });
    const attempts: [Handler, object][] = [
      [makeApiKey, { name: "Mine", scopes: ["calls:read"] }],
      [keepCredential, { kind: "slack", label: "Mine", secret: "xoxb-0123456789abcdef" }],
      [invite, { email: "mine@example.com", role: "org_admin" }],
    ];
    for (const [handler, body] of attempts) expect((await change(org, cookie, handler, "POST", body)).status).toBe(403);
  });
});

describe("nobody else", () => {
  test("begins a visit: a member is told that there is nothing, and at the database's door as well", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    expect((await visit(org, await other.admin.cookie())).status).toBe(404);
    for (const door of [
      sql`select private.begin_visit('For no good reason', null, 30)`,
      sql`select private.end_visit()`,
      sql`insert into public.visits (org_id) values (${org.id})`,
    ]) {
      const passed = withTenant({ orgId: org.id, userId: org.admin.userId }, (tx) => door.execute(tx));
      await expect(passed).rejects.toMatchObject({ code: "42501" });
    }
  });

  test("an operator who is a member comes in as such, and needs no visit", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    await database()`
      insert into public.memberships (org_id, user_id, role) values (${org.id}, ${operator.userId}, 'org_viewer')`;
    const cookie = await operator.cookie();
    expect((await look(org, cookie)).status).toBe(200);
    expect((await visit(org, cookie)).status).toBe(409);
  });

  test("control: a door that forgets to ask for a visit lets any operator in", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const sessionId = await openSession(operator.userId);
    const enter = () => withMember({ userId: operator.userId, sessionId }, org.slug, async (_tx, { role }) => role);
    await expect(enter()).rejects.toMatchObject({ details: { reason: "visit_needed" } });
    const entry = await takingBack(database(), async (tx) => {
      await tx.unsafe(`
        create or replace function private.open_visit(person uuid, session uuid, org uuid)
        returns table (id uuid, reason text, changes_reason text, ends_at timestamptz)
        language sql stable as $$ select gen_random_uuid(), 'none', null::text, now() $$`);
      const [row] = await tx<{ entry: string }[]>`
        select entry from private.enter_organization(${operator.userId}, ${org.slug}, ${sessionId})`;
      return row?.entry;
    });
    expect(entry).toBe("entered");
  });
});
