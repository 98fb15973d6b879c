import { describe, expect, test } from "vitest";
import { readForPage, requireHalfReader, requireOrg, requireReader, requireSession } from "@/lib/auth/page";
import { env } from "@/lib/env";
import { database } from "../../support/database";
import {
  makeHalfway,
  makeMember,
  makeOperator,
  makeOrganization,
  onVisits,
  openVisit,
  withSecondFactor,
} from "../../support/organization";
import { inRequestScope } from "../../support/request-scope";

/** What a page reads for whoever has this cookie, or where Next is told to send them: `307 /sign-in?next=%2Fx`, `404`. */
async function reading(cookie: string | undefined, read: () => Promise<unknown>): Promise<unknown> {
  const request = new Request(env().PUBLIC_BASE_URL, { headers: cookie ? { cookie } : {} });
  try {
    return (await inRequestScope(request, read)).result;
  } catch (thrown) {
    const digest = thrown instanceof Error && "digest" in thrown ? String(thrown.digest) : "";
    const [kind, , to, status] = digest.split(";");
    if (kind === "NEXT_REDIRECT") return `${status} ${to}`;
    if (digest === "NEXT_HTTP_ERROR_FALLBACK;404") return "404";
    throw thrown;
  }
}

const pageOf = (slug: string) => () =>
  readForPage("/[org]/page-of-a-test", slug, async ({ org, actor }, role) => ({ org, actor, role }));

describe("a page outside an organization", () => {
  test("knows who reads it", async () => {
    const { admin } = await makeOrganization();
    const cookie = await admin.cookie();
    expect(await reading(cookie, () => requireReader("/account"))).toMatchObject({ id: admin.userId });
    expect(await reading(cookie, () => requireSession("/account"))).toMatchObject({ session: { state: "good" } });
    expect(await reading(cookie, () => requireHalfReader("/account"))).toMatchObject({ person: { id: admin.userId } });
  });

  test("sends somebody who is signed out to the door, with the way back", async () => {
    for (const read of [requireHalfReader, requireSession, requireReader])
      expect(await reading(undefined, () => read("/account?a=1"))).toBe("307 /sign-in?next=%2Faccount%3Fa%3D1");
  });

  test("asks for the second factor before it tells anything; the page where it is shown is open", async () => {
    const { cookie } = await makeHalfway();
    const half = await cookie();
    for (const read of [requireSession, requireReader])
      expect(await reading(half, () => read("/account"))).toBe("307 /second-factor?next=%2Faccount");
    expect(await reading(half, () => requireHalfReader("/account"))).toMatchObject({
      session: { state: "code_needed" },
    });
  });
});

describe("an organization's page", () => {
  test("knows its reader: who, as what, in which of their organizations", async () => {
    const org = await makeOrganization();
    const { admin, viewer } = org;
    expect(await reading(await admin.cookie(), () => requireOrg(org.slug))).toMatchObject({
      org: { id: org.id, slug: org.slug, name: org.name },
      ...{ role: "org_admin", is_outside: false, visit: null, person: { id: admin.userId, email: admin.email } },
      organizations: [{ slug: org.slug }],
    });
    expect(await reading(await viewer.cookie(), pageOf(org.slug))).toMatchObject({
      org: { id: org.id },
      ...{ role: "org_viewer", actor: { type: "user", id: viewer.userId, role: "org_viewer", readsOnly: false } },
    });
  });

  test("is not there for a stranger, and neither is one of no organization", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    const cookie = await other.admin.cookie();
    for (const slug of [org.slug, "no-such-organization"]) {
      expect(await reading(cookie, pageOf(slug))).toBe("404");
      expect(await reading(cookie, () => requireOrg(slug))).toBe("404");
    }
    expect(await reading(undefined, pageOf(org.slug))).toBe(`307 /sign-in?next=%2F${org.slug}`);
  });

  test("shows an admin outside of the admins' networks what a viewer sees, and says so", async () => {
    const org = await makeOrganization();
    await database()`update public.organizations set admin_networks = '{198.51.100.0/24}' where id = ${org.id}`;
    const outside = await reading(await org.admin.cookie(), () => requireOrg(org.slug));
    expect(outside).toMatchObject({ role: "org_viewer", is_outside: true });
    const viewer = await reading(await org.viewer.cookie(), () => requireOrg(org.slug));
    expect(viewer).toMatchObject({ role: "org_viewer", is_outside: false });
  });

  test("that is suspended sends its people to the page that says so", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    await database()`
      update public.organizations set suspended_at = now(), suspended_reason = 'A test of pages' where id = ${org.id}`;
    expect(await reading(cookie, pageOf(org.slug))).toBe(`307 /suspended/${org.slug}`);
  });

  test("that demands a second factor of its admins sends one without to set it up", async () => {
    const org = await makeOrganization();
    await database()`update public.organizations set admins_need_second_factor = true where id = ${org.id}`;
    expect(await reading(await org.admin.cookie(), pageOf(org.slug))).toBe(`307 /second-factor?next=%2F${org.slug}`);
    const other = await withSecondFactor(await makeMember(org.id, "org_admin"));
    expect(await reading(await other.cookie(), pageOf(org.slug))).toMatchObject({ role: "org_admin" });
  });

  test("asks staff for a visit first; on one that looks they only read, on one that changes they may", async () => {
    const org = await makeOrganization();
    const operator = await makeOperator();
    const before = await operator.cookie();
    expect(await reading(before, pageOf(org.slug))).toBe(`307 /ops/organizations/${org.id}?visit`);
    const looking = await onVisits(operator, [org.id]).cookie();
    expect(await reading(looking, pageOf(org.slug))).toMatchObject({ role: "super_admin", actor: { readsOnly: true } });
    const changing = await makeOperator();
    const cookie = await changing.cookie();
    await openVisit(changing.userId, org.id, { changes: true });
    expect(await reading(cookie, pageOf(org.slug))).toMatchObject({ actor: { readsOnly: false } });
    expect(await reading(cookie, () => requireOrg(org.slug))).toMatchObject({
      visit: { changes_reason: "A test changes it" },
    });
  });

  test("that fails, fails as it did", async () => {
    const org = await makeOrganization();
    const broken = () => readForPage("/[org]/page-of-a-test", org.slug, () => Promise.reject(new Error("broken")));
    await expect(reading(await org.viewer.cookie(), broken)).rejects.toThrow("broken");
  });
});
