import { beforeAll, describe, expect, test } from "vitest";
import { DELETE } from "@/app/api/v1/orgs/[org]/views/[id]/route";
import { GET, PUT } from "@/app/api/v1/orgs/[org]/views/route";
import { GET as GET_PREFERENCES, PUT as PUT_PREFERENCES } from "@/app/api/v1/preferences/route";
import { withTenant } from "@/lib/db/tenant";
import { drainJobs } from "@/lib/jobs/drain";
import { protectPhiJob } from "@/lib/phi/jobs/protect-phi";
import { startMove } from "@/lib/phi/start-move";
import type { SavedView } from "@/lib/views/schemas";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { type Member, makeMember, makeOrganization, type TestOrganization } from "../../support/organization";

let organization: TestOrganization;
let colleague: Member;

beforeAll(async () => {
  organization = await makeOrganization();
  colleague = await makeMember(organization.id, "org_admin");
});

type Reader = { cookie(): Promise<string> };

const VIEW = { screen: "calls", name: "Unhappy callers", query: "sentiment=negative&sort=-duration_ms" };

async function ask(reader: Reader, method: "GET" | "PUT" | "DELETE", extra: { id?: string; body?: object } = {}) {
  const handler = { GET, PUT, DELETE }[method];
  return callRoute(handler, {
    method,
    path: `/api/v1/orgs/${organization.slug}/views${extra.id ? `/${extra.id}` : ""}`,
    params: { org: organization.slug, ...(extra.id ? { id: extra.id } : {}) },
    cookie: await reader.cookie(),
    ...(extra.body ? { body: extra.body } : {}),
  });
}

const views = async (reader: Reader) => (await ask(reader, "GET")).json<{ data: SavedView[] }>().data;

describe("a saved view", () => {
  test("is its maker's alone until it is shared, and then says whose it is", async () => {
    expect((await ask(organization.admin, "PUT", { body: VIEW })).status).toBe(200);
    expect(await views(organization.admin)).toEqual([
      expect.objectContaining({ name: VIEW.name, query: VIEW.query, is_own: true, is_shared: false }),
    ]);
    expect(await views(colleague)).toEqual([]);
    await ask(organization.admin, "PUT", { body: { ...VIEW, is_shared: true } });
    expect(await views(colleague)).toEqual([
      expect.objectContaining({ name: VIEW.name, is_own: false, made_by: expect.stringContaining("Admin") }),
    ]);
  });

  test("kept again under its name is replaced, and somebody else's of the same name stays", async () => {
    await ask(colleague, "PUT", { body: { ...VIEW, query: "outcome=voicemail" } });
    await ask(colleague, "PUT", { body: { ...VIEW, query: "outcome=unknown", columns: ["started", "agent"] } });
    const own = (await views(colleague)).filter((view) => view.is_own);
    expect(own).toEqual([expect.objectContaining({ query: "outcome=unknown", columns: ["agent", "started"] })]);
    expect((await views(organization.admin))[0]?.query).toBe(VIEW.query);
  });

  test("can be kept by a viewer, who cannot share it and writes nothing else", async () => {
    const { viewer } = organization;
    expect((await ask(viewer, "PUT", { body: { ...VIEW, is_shared: true } })).status).toBe(403);
    expect((await ask(viewer, "PUT", { body: VIEW })).status).toBe(200);
    const own = (await views(viewer)).filter((view) => view.is_own);
    expect(own).toHaveLength(1);
    expect((await ask(viewer, "DELETE", { id: own[0]?.id ?? "" })).status).toBe(204);
    expect((await views(viewer)).filter((view) => view.is_own)).toEqual([]);
  });

  test("of somebody else is not deleted, shared or not", async () => {
    const [shared] = await views(organization.admin);
    expect((await ask(colleague, "DELETE", { id: shared?.id ?? "" })).status).toBe(404);
    expect(await views(organization.admin)).toHaveLength(1);
  });

  test("needs a name and columns there are", async () => {
    expect((await ask(organization.admin, "PUT", { body: { ...VIEW, name: " " } })).status).toBe(422);
    expect((await ask(organization.admin, "PUT", { body: { ...VIEW, columns: ["secrets"] } })).status).toBe(422);
  });

  test("is found and replaced by its maker, however many there are", async () => {
    const org = await makeOrganization();
    const [one, two] = await Promise.all([makeMember(org.id, "org_admin"), makeMember(org.id, "org_admin")]);
    await database()`
      insert into public.saved_views (org_id, person_id, screen, name, query, is_shared)
      select ${org.id}, person, 'calls', 'Shared ' || n, 'direction=inbound', true
      from unnest(${[one.userId, two.userId]}::uuid[]) person, generate_series(1, 50) n`;
    const put = async (reader: Reader, body: object) =>
      callRoute(PUT, {
        ...{ method: "PUT", path: `/api/v1/orgs/${org.slug}/views`, params: { org: org.slug } },
        ...{ cookie: await reader.cookie(), body: { ...VIEW, ...body } },
      });
    const seen = async (reader: Reader) => {
      const path = `/api/v1/orgs/${org.slug}/views`;
      const answer = await callRoute(GET, { path, params: { org: org.slug }, cookie: await reader.cookie() });
      return answer.json<{ data: SavedView[] }>().data.filter(({ is_own }) => is_own);
    };
    expect((await put(org.admin, {})).status).toBe(200);
    expect(await seen(org.admin)).toMatchObject([{ name: VIEW.name }]);
    // Fifty are the most that one person keeps: no other fits beside them, and each can still be changed.
    expect((await put(one, { name: "Shared 51" })).status).toBe(409);
    expect((await put(one, { name: "Shared 7" })).status).toBe(200);
    expect((await seen(one)).find(({ name }) => name === "Shared 7")?.query).toBe(VIEW.query);
  });

  test("of another organization is not seen", async () => {
    const other = await makeOrganization();
    const answer = await callRoute(GET, {
      path: `/api/v1/orgs/${organization.slug}/views`,
      params: { org: organization.slug },
      cookie: await other.admin.cookie(),
    });
    expect(answer.status).toBe(404);
  });
});

test("chosen columns are kept for the person alone, viewers too", async () => {
  const save = async (reader: Reader, body: object) =>
    callRoute(PUT_PREFERENCES, { method: "PUT", path: "/api/v1/preferences", cookie: await reader.cookie(), body });
  expect((await save(organization.viewer, { calls_columns: ["party", "cost"] })).status).toBe(200);
  expect((await save(organization.viewer, { calls_columns: ["nothing"] })).status).toBe(422);
  const rows = await database()<{ user_id: string; preferences: object }[]>`
    select user_id, preferences from public.profiles where user_id in (${organization.viewer.userId}, ${colleague.userId})`;
  expect(rows.find((row) => row.user_id === organization.viewer.userId)?.preferences).toEqual({
    calls_columns: ["party", "cost"],
  });
  expect(rows.find((row) => row.user_id === colleague.userId)?.preferences).toEqual({});
  const read = async (cookie: string) =>
    callRoute(GET_PREFERENCES, { method: "GET", path: "/api/v1/preferences", cookie });
  expect((await read(await organization.viewer.cookie())).json()).toEqual({ calls_columns: ["party", "cost"] });
  expect((await read(await colleague.cookie())).json()).toEqual({ calls_columns: null });
  expect((await read("nothing=1")).status).toBe(401);
});

describe("the filters of a view", () => {
  const TELLING = "search=hippopotamus&number=2125550123&sentiment=negative";
  const kept = async (orgId: string) =>
    (
      await database()<{ text: string; query: string | null; sealed: boolean }[]>`
        select v::text as text, query, query_ciphertext is not null as sealed from public.saved_views v
        where org_id = ${orgId}`
    )[0];
  const told = async (orgId: string) =>
    JSON.stringify(
      await database()`
      select l.after, e.data from public.audit_log l full join public.events e on e.org_id = l.org_id
      where coalesce(l.org_id, e.org_id) = ${orgId}`,
    );

  async function withView(values: Parameters<typeof makeOrganization>[0] = {}) {
    const org = await makeOrganization(values);
    const put = async (query: string) =>
      callRoute(PUT, {
        ...{ method: "PUT", path: `/api/v1/orgs/${org.slug}/views`, params: { org: org.slug } },
        ...{ cookie: await org.admin.cookie(), body: { screen: "calls", name: "Ours", query, is_shared: true } },
      });
    expect((await put(TELLING)).status).toBe(200);
    const seen = async (reader: Reader) =>
      (
        await callRoute(GET, {
          ...{ path: `/api/v1/orgs/${org.slug}/views`, params: { org: org.slug }, cookie: await reader.cookie() },
        })
      )
        .json<{ data: SavedView[] }>()
        .data.map(({ query }) => query);
    return { org, put, seen };
  }

  test("lie sealed in the database, neither log nor stream has them, and their readers see them whole", async () => {
    const { org, put, seen } = await withView();
    const row = await kept(org.id);
    expect(row).toMatchObject({ query: null, sealed: true });
    for (const text of [row?.text, await told(org.id)]) expect(text).not.toMatch(/hippopotamus|2125550123/);
    expect(await told(org.id)).toContain('"filters":["search","number","sentiment"]');
    expect(await seen(org.admin)).toEqual([TELLING]);
    // Kept again under its name it is the same row, sealed anew.
    expect((await put("search=giraffe")).status).toBe(200);
    expect(await seen(org.admin)).toEqual(["search=giraffe"]);
    expect((await kept(org.id))?.text).not.toContain("giraffe");
  });

  test("control: without protection they lie plain, and turning it on seals them", async () => {
    const { org, seen } = await withView({ phi_protection: false });
    expect((await kept(org.id))?.text).toContain("hippopotamus");
    await database()`update public.organizations set phi_protection = true where id = ${org.id}`;
    await withTenant({ orgId: org.id }, (tx) => startMove(tx, org.id));
    await expect
      .poll(async () => {
        await drainJobs([protectPhiJob], Date.now() + 20_000);
        return (await kept(org.id))?.sealed;
      })
      .toBe(true);
    expect((await kept(org.id))?.text).not.toContain("hippopotamus");
    expect(await seen(org.admin)).toEqual([TELLING]);
  });

  test("with words or a number are not listed for those from whom these are kept; others are", async () => {
    const { org, put, seen } = await withView({ viewers_see_phi: false });
    expect(await seen(org.viewer)).toEqual([]);
    await put("sentiment=negative");
    expect(await seen(org.viewer)).toEqual(["sentiment=negative"]);
  });
});
