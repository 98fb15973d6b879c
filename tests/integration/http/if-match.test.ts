import { describe, expect, test } from "vitest";
import { PUT as putNetworks, GET as readNetworks } from "@/app/api/v1/orgs/[org]/admin_networks/route";
import { PATCH as patchAgent, GET as readAgent } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { PATCH as patchKey, GET as readKey } from "@/app/api/v1/orgs/[org]/api_keys/[id]/route";
import { PATCH as patchOrganization, GET as readOrganization } from "@/app/api/v1/orgs/[org]/route";
import { makeAgent } from "../../support/agent";
import { makeKey } from "../../support/api-keys";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

/** Two people open the same form; whoever saves last must not undo the other's work without having seen it. */

type Handler = Parameters<typeof callRoute>[0];
type Edited = {
  name: string;
  read: Handler;
  change: Handler;
  method: "PATCH" | "PUT";
  /** The first one sets the thing up, so that a list of networks has somebody's address in it. */
  bodies: [object, object];
  make: (org: TestOrganization) => Promise<string | undefined>;
};

const EDITED: Edited[] = [
  {
    ...{ name: "an organization", read: readOrganization, change: patchOrganization, method: "PATCH" },
    bodies: [{ name: "Harbour" }, { name: "Lighthouse" }],
    make: async () => undefined,
  },
  {
    ...{ name: "an agent", read: readAgent, change: patchAgent, method: "PATCH" },
    bodies: [{ name: "Front desk" }, { vendor_agent_id: "agent_other" }],
    make: async (org) => (await makeAgent(org.id, "retell")).id,
  },
  {
    ...{ name: "an API key", read: readKey, change: patchKey, method: "PATCH" },
    bodies: [{ scopes: ["calls:read", "agents:read"] }, { requests_per_minute: 5 }],
    make: async (org) => (await makeKey(org)).id,
  },
  {
    ...{ name: "the networks of admins", read: readNetworks, change: putNetworks, method: "PUT" },
    bodies: [{ networks: ["127.0.0.0/8", "::1/128"] }, { networks: ["127.0.0.0/8", "::1/128", "203.0.113.0/24"] }],
    make: async () => undefined,
  },
];

async function edit({ read, change, method, make }: Edited) {
  const org = await makeOrganization();
  const id = await make(org);
  const cookie = await org.admin.cookie();
  const at = { path: "/", params: { org: org.slug, ...(id === undefined ? {} : { id }) }, cookie };
  const headers = (ifMatch?: string) => ({
    headers: { "x-forwarded-for": "127.0.0.1", ...(ifMatch ? { "if-match": ifMatch } : {}) },
  });
  return {
    look: async () => {
      const answer = await callRoute(read, { ...at, ...headers() });
      return { etag: answer.headers.get("etag") ?? "", ...answer.json<{ version: string }>() };
    },
    save: (body: object, ifMatch?: string) => callRoute(change, { ...at, ...headers(ifMatch), method, body }),
  };
}

describe.each(EDITED)("$name", (edited) => {
  const [mine, theirs] = edited.bodies;

  test("that somebody has changed since is not changed by whoever has not seen that", async () => {
    const { look, save } = await edit(edited);
    const seen = await look();
    expect(seen.etag).toBe(`"${seen.version}"`);
    const first = await save(theirs, seen.etag);
    expect(first.status, first.text).toBe(200);
    const then = await look();
    expect(then.version).not.toBe(seen.version);
    expect(first.headers.get("etag")).toBe(then.etag);

    const late = await save(mine, seen.etag);
    expect([late.status, late.text]).toEqual([409, expect.stringContaining("Somebody has changed this")]);
    expect(await look()).toEqual(then);
    // Who has looked again may.
    expect((await save(mine, `W/${then.etag}, "another"`)).status).toBe(200);
  });

  test("is changed by who says nothing of what they have seen, as before", async () => {
    const { save } = await edit(edited);
    expect((await save(theirs)).status).toBe(200);
    expect((await save(mine, "*")).status).toBe(200);
  });

  test("takes one of two changes that are made at once to what both have seen", async () => {
    const { look, save } = await edit(edited);
    const { etag } = await look();
    const answers = await Promise.all([save(mine, etag), save(theirs, etag)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

test("what happens to an agent by itself is no edit of it", async () => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const at = { path: "/", params: { org: org.slug, id: agent.id }, cookie: await org.admin.cookie() };
  const version = async () => (await callRoute(readAgent, at)).json<{ version: string }>().version;
  const before = await version();
  for (const body of bodiesOfCall(agent).bodies) expect((await deliver(agent, body)).status).toBe(200);
  expect(await version()).toBe(before);
});
