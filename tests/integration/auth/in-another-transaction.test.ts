import { describe, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/context";
import { inAnotherTransaction } from "@/lib/auth/in-another-transaction";
import type { Permission } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db/tenant";
import { makeKey } from "../../support/api-keys";
import { openSession } from "../../support/as-member";
import { database } from "../../support/database";
import {
  makeMember,
  makeOperator,
  makeOrganization,
  openVisit,
  type TestOrganization,
} from "../../support/organization";

type Person = Extract<Actor, { type: "user" }>;
type Program = Extract<Actor, { type: "api_key" }>;

/** Who acts in a later transaction of a caller's. */
const later = <A extends Actor>(org: TestOrganization, actor: A, permission: Permission = "calls.read") =>
  inAnotherTransaction({ org, actor }, permission, async ({ actor: now }) => now) as Promise<A>;

const renamed = (tx: Tx, org: TestOrganization) =>
  tx.updateTable("organizations").set({ name: "Renamed" }).where("id", "=", org.id).execute();

describe("a person's later transaction", () => {
  const as = async (person: { userId: string }, role: Person["role"], readsOnly = false): Promise<Person> => ({
    ...{ type: "user", id: person.userId, role, readsOnly },
    sessionId: await openSession(person.userId),
  });
  const setRole = (org: TestOrganization, userId: string, role: string) =>
    database()`update public.memberships set role = ${role} where org_id = ${org.id} and user_id = ${userId}`;

  test("is a viewer's where the first was, whatever the membership says", async () => {
    const org = await makeOrganization();
    // An admin outside of the networks, and a viewer who was promoted meanwhile.
    expect((await later(org, await as(org.admin, "org_viewer"))).role).toBe("org_viewer");
    const promoted = await as(org.viewer, "org_viewer");
    await setRole(org, org.viewer.userId, "org_admin");
    expect((await later(org, promoted)).role).toBe("org_viewer");
    await expect(later(org, promoted, "audit.export")).rejects.toMatchObject({ code: "forbidden" });
    // Control: who was an admin and is one goes on as one.
    expect((await later(org, await as(org.admin, "org_admin"), "audit.export")).role).toBe("org_admin");
  });

  test("is what is left of them: a role taken, a membership ended", async () => {
    const org = await makeOrganization();
    const second = await makeMember(org.id, "org_admin");
    const admin = await as(second, "org_admin");
    await setRole(org, second.userId, "org_viewer");
    expect((await later(org, admin)).role).toBe("org_viewer");
    await expect(later(org, admin, "audit.export")).rejects.toMatchObject({ code: "forbidden" });
    await database()`delete from public.memberships where org_id = ${org.id} and user_id = ${second.userId}`;
    await expect(later(org, admin)).rejects.toMatchObject({ code: "not_found" });
  });

  test("of staff on a visit that reads stays so on one that may change, and the other way round", async () => {
    const org = await makeOrganization();
    const operator = await makeOperator();
    const [reading, changing] = [await as(operator, "super_admin", true), await as(operator, "super_admin", false)];
    await expect(later(org, changing)).rejects.toMatchObject({ details: { reason: "visit_needed" } });
    await openVisit(operator.userId, org.id);
    expect(await later(org, changing)).toMatchObject({ role: "super_admin", readsOnly: true });
    await expect(later(org, changing, "audit.export")).rejects.toMatchObject({ code: "forbidden" });
    await database()`update public.visits set ended_at = clock_timestamp() where org_id = ${org.id}`;
    await openVisit(operator.userId, org.id, { changes: true });
    expect(await later(org, reading)).toMatchObject({ role: "super_admin", readsOnly: true });
    await expect(later(org, reading, "audit.export")).rejects.toMatchObject({ code: "forbidden" });
    expect(await later(org, changing, "audit.export")).toMatchObject({ readsOnly: false });
  });
});

describe("a program's later transaction", () => {
  const keyOf = async (org: TestOrganization, scopes: Program["scopes"]): Promise<Program> => ({
    ...{ type: "api_key", scopes },
    id: (await makeKey(org, scopes)).id,
  });
  const setScopes = (key: Program, scopes: string[]) =>
    database()`update public.api_keys set scopes = ${scopes} where id = ${key.id}`;

  test("has the scopes that the key had first and still has", async () => {
    const org = await makeOrganization();
    const key = await keyOf(org, ["calls:read", "notes:read"]);
    await setScopes(key, ["calls:read", "audit:export"]);
    expect((await later(org, key)).scopes).toEqual(["calls:read"]);
    await expect(later(org, key, "audit.export")).rejects.toMatchObject({ code: "forbidden" });
    await setScopes(key, ["notes:read"]);
    await expect(later(org, key)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("is held to reading where the first was, and ends with a suspension", async () => {
    const org = await makeOrganization();
    const key = await keyOf(org, ["calls:read", "organization:write"]);
    const change = (permission: Permission) =>
      inAnotherTransaction({ org, actor: key }, permission, ({ tx }) => renamed(tx, org));
    await expect(change("calls.read")).rejects.toThrow("read-only transaction");
    await change("organization.write");
    await database()`update public.organizations set suspended_at = now(), suspended_reason = 'Unpaid' where id = ${org.id}`;
    await expect(later(org, key)).rejects.toMatchObject({ details: { reason: "suspended" } });
  });
});
