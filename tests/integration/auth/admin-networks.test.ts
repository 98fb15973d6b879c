import { afterEach, describe, expect, test } from "vitest";
import { GET as listAll } from "@/app/api/ops/organizations/route";
import { GET as readNetworks, PUT as setNetworks } from "@/app/api/v1/orgs/[org]/admin_networks/route";
import { GET as listAgents } from "@/app/api/v1/orgs/[org]/agents/route";
import { GET as auditLog } from "@/app/api/v1/orgs/[org]/audit-log/route";
import { GET as exportCalls } from "@/app/api/v1/orgs/[org]/calls/export/route";
import { GET as readPrice } from "@/app/api/v1/orgs/[org]/price/route";
import { PATCH as update } from "@/app/api/v1/orgs/[org]/route";
import { env } from "@/lib/env";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization, onVisits, type TestOrganization } from "../../support/organization";

/** The lists as they hold when hosted, where the platform says whence a request comes. */
const HOME = "203.0.113.7";
const AWAY = "198.51.100.9";
const configured = { ...env() };

afterEach(() => Object.assign(env(), configured, { OPERATOR_NETWORKS: configured.OPERATOR_NETWORKS }));

type Handler = Parameters<typeof callRoute>[0];

async function from(
  address: string | undefined,
  handler: Handler,
  org: TestOrganization,
  { method = "GET", body, cookie }: { method?: "GET" | "PUT" | "PATCH"; body?: object; cookie?: string } = {},
) {
  const signedIn = cookie ?? (await org.admin.cookie());
  Object.assign(env(), { FOYER_ENV: "production" });
  try {
    return await callRoute(handler, {
      method,
      path: `/api/v1/orgs/${org.slug}`,
      params: { org: org.slug },
      cookie: signedIn,
      headers: { ...(address ? { "x-vercel-forwarded-for": address } : {}), "x-forwarded-for": HOME },
      ...(body ? { body } : {}),
    });
  } finally {
    Object.assign(env(), { FOYER_ENV: configured.FOYER_ENV });
  }
}

const keep = (org: TestOrganization, networks: string[], address = HOME) =>
  from(address, setNetworks, org, { method: "PUT", body: { networks } });

describe("networks of an organization's admins", () => {
  test("elsewhere an admin is a viewer: reads what viewers read, and changes nothing", async () => {
    const org = await makeOrganization();
    expect((await keep(org, ["203.0.113.0/24", "2001:db8::/32"])).status).toBe(200);
    const rename = { method: "PATCH" as const, body: { name: "Renamed" } };
    expect((await from(HOME, update, org, rename)).status).toBe(200);
    expect((await from("2001:db8::17", update, org, rename)).status).toBe(200);
    for (const address of [AWAY, "2001:db9::17", undefined]) {
      const refused = await from(address, update, org, rename);
      expect(refused.status).toBe(403);
      expect(refused.text).toContain("from its own networks only");
      expect((await from(address, auditLog, org)).status).toBe(403);
      expect((await from(address, readPrice, org)).status).toBe(403);
      expect((await from(address, listAgents, org)).status).toBe(200);
    }
  });

  test("nobody locks themselves out, and an empty list opens again", async () => {
    const org = await makeOrganization();
    const refused = await keep(org, ["192.0.2.0/24"]);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`Your own address, ${HOME}, is in none of them`);
    expect((await keep(org, ["0.0.0.0/0"])).status).toBe(422);
    expect((await keep(org, ["not a network"])).status).toBe(422);
    expect((await from(AWAY, readNetworks, org)).json()).toMatchObject({ networks: [], your_address: AWAY });
    await keep(org, [HOME]);
    expect((await from(AWAY, readNetworks, org)).status).toBe(403);
    expect((await keep(org, [])).status).toBe(200);
    expect((await from(AWAY, readNetworks, org)).status).toBe(200);
  });

  test("a viewer neither reads nor sets them, and another organization's list is its own", async () => {
    const [org, other] = await Promise.all([makeOrganization(), makeOrganization()]);
    await keep(org, [HOME]);
    const cookie = await org.viewer.cookie();
    expect((await from(HOME, readNetworks, org, { cookie })).status).toBe(403);
    expect((await from(HOME, setNetworks, org, { cookie, method: "PUT", body: { networks: [] } })).status).toBe(403);
    expect((await from(AWAY, update, other, { method: "PATCH", body: { name: "Renamed" } })).status).toBe(200);
  });
});

describe("a file of calls that outlasts its first transaction", () => {
  const CALLS = 1_100;
  const exported = (org: TestOrganization) => database()`
    select actor_id from public.audit_log where org_id = ${org.id} and action = 'call.exported'`;

  async function aProtectedOrganization() {
    const org = await makeOrganization({ viewers_see_phi: false });
    const agent = await makeAgent(org.id, "retell");
    await database()`
      insert into public.calls (id, org_id, agent_id, provider, vendor_call_id, status, direction, started_at, from_number, summary)
      select gen_random_uuid(), ${org.id}, ${agent.id}, 'retell', 'call_' || n, 'ended', 'inbound', now() - n * interval '1 minute',
        '+1212555' || (1000 + n), 'Asked about tooth ' || n
      from generate_series(1, ${CALLS}) n`;
    await keep(org, ["203.0.113.0/24"]);
    return org;
  }

  const lines = ({ text }: { text: string }) => text.trimEnd().split("\r\n").slice(1);

  test("hides health data to its last line from an admin outside, as from viewers", async () => {
    const org = await aProtectedOrganization();
    const file = await from(AWAY, exportCalls, org);
    expect(file.status).toBe(200);
    expect(lines(file)).toHaveLength(CALLS);
    expect(file.text.match(/\+1212555\d+|Asked about tooth \d+/g) ?? []).toEqual([]);
    expect(await exported(org)).toEqual([]);
  });

  test("control: inside it is whole to its last line, and one entry says so", async () => {
    const org = await aProtectedOrganization();
    const file = await from(HOME, exportCalls, org);
    expect(lines(file)).toHaveLength(CALLS);
    // As the caller's, and as that of the other party.
    expect(file.text.match(/\+1212555\d+/g)).toHaveLength(2 * CALLS);
    expect(file.text.match(/Asked about tooth \d+/g)).toHaveLength(CALLS);
    expect(await exported(org)).toEqual([{ actor_id: org.admin.userId }]);
  });
});

describe("networks of platform staff", () => {
  test("outside of them nobody is staff: not in the console, and in no organization", async () => {
    const org = await makeOrganization();
    const cookie = await onVisits(await makeOperator(), [org.id]).cookie();
    Object.assign(env(), { OPERATOR_NETWORKS: ["203.0.113.0/24"] });
    const answers = async (address: string | undefined) => [
      (await from(address, listAll, org, { cookie })).status,
      (await from(address, listAgents, org, { cookie })).status,
    ];
    expect(await answers(HOME)).toEqual([200, 200]);
    expect(await answers(AWAY)).toEqual([404, 404]);
    // The header that anybody may send says HOME all the while.
    expect(await answers(undefined)).toEqual([404, 404]);
    // Control: without a list they are let in from everywhere.
    Object.assign(env(), { OPERATOR_NETWORKS: [] });
    expect(await answers(AWAY)).toEqual([200, 200]);
  });

  test("the list of an organization's admins does not shut staff out, who can mend a wrong one", async () => {
    const org = await makeOrganization();
    await keep(org, [HOME]);
    const cookie = await onVisits(await makeOperator(), [org.id], { changes: true }).cookie();
    expect((await from(AWAY, update, org, { cookie, method: "PATCH", body: { name: "Mended" } })).status).toBe(200);
  });
});
