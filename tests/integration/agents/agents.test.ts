import { afterEach, describe, expect, test, vi } from "vitest";
import { POST as pause, DELETE as resume } from "@/app/api/v1/orgs/[org]/agents/[id]/pause/route";
import { PATCH as change, GET as read, DELETE as remove } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { GET as names } from "@/app/api/v1/orgs/[org]/agents/names/route";
import { POST as create, GET as list } from "@/app/api/v1/orgs/[org]/agents/route";
import type { Agent, ListedAgent } from "@/lib/agents/agent";
import { env } from "@/lib/env";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const KEY = "key_0123456789abcdef0123456789";

const agents = (org: TestOrganization, cookie: string | undefined, body?: unknown, query = "") => ({
  path: `/api/v1/orgs/${org.slug}/agents${query}`,
  params: { org: org.slug },
  cookie,
  body,
  method: body === undefined ? ("GET" as const) : ("POST" as const),
});

const one = (
  org: TestOrganization,
  cookie: string | undefined,
  id: string,
  method: "GET" | "PATCH" | "DELETE" | "POST" = "GET",
  body?: unknown,
) => ({ path: `/api/v1/orgs/${org.slug}/agents/${id}`, params: { org: org.slug, id }, cookie, method, body });

async function admin() {
  const org = await makeOrganization();
  return { org, cookie: await org.admin.cookie() };
}

const retell = (more: object = {}) => ({ provider: "retell", name: "Front desk", secret: KEY, ...more });

/** Lets time go by for an agent, in this process and on its row. */
async function pass(id: string, seconds: number) {
  const until = Date.now() + seconds * 1_000 - performance.now();
  vi.spyOn(Date, "now").mockImplementation(() => Math.round(until + performance.now()));
  await database()`
    update public.agents set last_rejected_at = last_rejected_at - ${seconds} * interval '1 second',
      last_delivery_at = last_delivery_at - ${seconds} * interval '1 second' where id = ${id}`;
}

afterEach(() => void vi.restoreAllMocks());

test("names are told to every member, also of deleted agents, and to nobody else", async () => {
  const { org, cookie } = await admin();
  const [front, night] = [await makeAgent(org.id, "retell"), await makeAgent(org.id, "vapi")];
  await database()`update public.agents set name = 'Front desk' where id = ${front.id}`;
  await database()`update public.agents set name = 'A night desk', deleted_at = now() where id = ${night.id}`;
  const told = (reader: string | undefined) => callRoute(names, agents(org, reader, undefined, "/names"));
  const both = {
    data: [
      { id: front.id, name: "Front desk" },
      { id: night.id, name: "A night desk" },
    ],
    next_cursor: null,
  };
  expect((await told(cookie)).json()).toEqual(both);
  expect((await told(await org.viewer.cookie())).json()).toEqual(both);
  expect((await told((await admin()).cookie)).status).toBe(404);
  expect((await told("nothing=1")).status).toBe(401);
});

test("of more agents than a page, the names of all that are there come before those of deleted ones; a cursor leads to the rest", async () => {
  const { org, cookie } = await admin();
  await makeAgent(org.id, "retell");
  await database()`
    insert into public.agents (org_id, provider, name, auth_scheme, deleted_at)
    select ${org.id}, 'retell', case when n <= 150 then 'Closed ' else 'Open ' end || lpad((n / 2)::text, 3, '0'), 'retell_signature',
      case when n <= 150 then now() end from generate_series(1, 349) n`;
  const kept = await database()<{ id: string; name: string }[]>`
    select id, name from public.agents where org_id = ${org.id} order by deleted_at is not null, name, id`;
  type Names = { data: { id: string; name: string }[]; next_cursor: string | null };
  const told = async (query: string) =>
    (await callRoute(names, agents(org, cookie, undefined, `/names${query}`))).json<Names>();
  const first = await told("");
  expect(first.data).toHaveLength(200);
  expect(first.data.filter(({ name }) => name.startsWith("Closed"))).toEqual([]);
  const seen = [...first.data];
  for (let cursor = first.next_cursor; cursor; ) {
    const page = await told(`?limit=37&cursor=${cursor}`);
    seen.push(...page.data);
    cursor = page.next_cursor;
  }
  expect(seen).toEqual(kept.map((agent) => ({ ...agent })));
  const refused = await callRoute(names, agents(org, cookie, undefined, "/names?cursor=nonsense"));
  expect(refused.status).toBe(422);
});

describe("creating an agent", () => {
  test("answers the production webhook address and never the secret", async () => {
    const { org, cookie } = await admin();
    const answer = await callRoute(create, agents(org, cookie, retell()));
    expect(answer.status).toBe(201);
    const agent = answer.json<Agent>();
    const address = `${env().PUBLIC_BASE_URL}/webhooks/agent/agent_`;
    expect(agent.webhook_url.startsWith(address)).toBe(true);
    expect(agent.webhook_url.slice(address.length)).toMatch(/^[0-9a-f]{32}$/);
    expect(agent).toMatchObject({ status: "waiting", health: "waiting", secret_last_four: KEY.slice(-4) });
    const stored = await database()`select * from public.agents where id = ${agent.id}`;
    const events = await database()`select * from public.events where org_id = ${org.id}`;
    expect(answer.text + JSON.stringify([stored, events])).not.toContain(KEY);
    expect(events.map((event) => event.name)).toEqual(expect.arrayContaining(["agent.created", "credential.created"]));
  });

  test("takes the organization's saved Retell key when none is given, and asks for one when none is saved", async () => {
    const { org, cookie } = await admin();
    const without = { provider: "retell", name: "Second" };
    const refused = await callRoute(create, agents(org, cookie, without));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("webhook badge");
    await callRoute(create, agents(org, cookie, retell()));
    expect((await callRoute(create, agents(org, cookie, without))).json<Agent>().secret_last_four).toBe(KEY.slice(-4));
  });

  test("with the same Idempotency-Key makes one agent", async () => {
    const { org, cookie } = await admin();
    const call = { ...agents(org, cookie, retell()), headers: { "idempotency-key": "once" } };
    const [first, again] = [await callRoute(create, call), await callRoute(create, call)];
    expect(again.json<Agent>().id).toBe(first.json<Agent>().id);
  });

  test.each([
    ["no name", retell({ name: " " })],
    ["a short secret", retell({ secret: "short" })],
    ["a secret with a space", retell({ secret: `${KEY} ${KEY}` })],
    ["an unknown vendor", retell({ provider: "bland" })],
    ["a Vapi agent without a secret", { provider: "vapi", name: "V", auth_scheme: "bearer" }],
    [
      "an HMAC plan that leaves the body unsigned",
      { provider: "vapi", name: "V", auth_scheme: "hmac", secret: KEY, auth_config: { payload_format: "{timestamp}" } },
    ],
  ])("with %s is refused and names the field", async (_, body) => {
    const { org, cookie } = await admin();
    const answer = await callRoute(create, agents(org, cookie, body));
    expect(answer.status).toBe(422);
    expect(answer.json<{ error: { details: { fields: object } } }>().error.details.fields).not.toEqual({});
  });

  test("is not for strangers, viewers or other organizations", async () => {
    const { org } = await admin();
    const other = await admin();
    expect((await callRoute(create, agents(org, undefined, retell()))).status).toBe(401);
    expect((await callRoute(create, agents(org, await org.viewer.cookie(), retell()))).status).toBe(403);
    expect((await callRoute(create, agents(org, other.cookie, retell()))).status).toBe(404);
    expect(await database()`select id from public.agents where org_id = ${org.id}`).toHaveLength(0);
  });
});

describe("the list of agents", () => {
  test("is paged, newest first, with calls by day, for viewers too", async () => {
    const { org } = await admin();
    const made = [
      await makeAgent(org.id, "retell"),
      await makeAgent(org.id, "vapi"),
      await makeAgent(org.id, "retell"),
    ];
    const { bodies } = bodiesOfCall(made[0] ?? (await makeAgent(org.id, "retell")), undefined, {
      started_at: Date.now(),
    });
    for (const body of bodies) await deliver(made[0] ?? (await makeAgent(org.id, "retell")), body);
    const cookie = await org.viewer.cookie();
    const seen: ListedAgent[] = [];
    let cursor = "";
    do {
      const answer = await callRoute(list, agents(org, cookie, undefined, `?limit=2${cursor && `&cursor=${cursor}`}`));
      const page = answer.json<{ data: ListedAgent[]; next_cursor: string | null }>();
      seen.push(...page.data);
      cursor = page.next_cursor ?? "";
    } while (cursor);
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(made.map(({ id }) => id)));
    const called = seen.find(({ id }) => id === made[0]?.id);
    expect(called?.calls_by_day).toHaveLength(14);
    expect(called?.calls_by_day.at(-1)).toBe(1);
    expect(called?.latency_by_day).toHaveLength(14);
    expect(called?.latency_by_day.at(-1)).toBeGreaterThan(0);
    expect(called?.latency_by_day.at(0)).toBeNull();
    expect(called?.recent_deliveries).toEqual({ usable: bodies.length, all: bodies.length });
    const uncalled = seen.find(({ id }) => id !== made[0]?.id);
    expect(uncalled).toMatchObject({ recent_deliveries: { usable: 0, all: 0 } });
    expect(JSON.stringify(seen)).not.toContain(made[0]?.secret);
  });

  test("never shows another organization's agent, nor does its address", async () => {
    const [mine, theirs] = [await admin(), await admin()];
    const agent = await makeAgent(theirs.org.id, "retell");
    expect((await callRoute(list, agents(mine.org, mine.cookie))).json<{ data: unknown[] }>().data).toEqual([]);
    for (const [handler, method] of [
      [read, "GET"],
      [change, "PATCH"],
      [remove, "DELETE"],
      [pause, "POST"],
      [resume, "DELETE"],
    ] as const) {
      const body = method === "PATCH" ? { name: "Mine" } : undefined;
      expect((await callRoute(handler, one(mine.org, mine.cookie, agent.id, method, body))).status).toBe(404);
    }
    expect((await callRoute(read, one(mine.org, mine.cookie, "not-an-id"))).status).toBe(404);
    const [row] = await database()`select name, paused_at, deleted_at from public.agents where id = ${agent.id}`;
    expect(row).toMatchObject({ paused_at: null, deleted_at: null });
  });

  test("refuses a cursor it did not make", async () => {
    const { org, cookie } = await admin();
    expect((await callRoute(list, agents(org, cookie, undefined, "?cursor=nonsense"))).status).toBe(422);
  });
});

describe("an agent waits until its vendor proves the secret", () => {
  test.each(["retell", "vapi"] as const)(
    "%s: a wrong signature is noted in words, the first genuine one validates",
    async (provider) => {
      const { org, cookie } = await admin();
      const agent = await makeAgent(org.id, provider);
      const { bodies } = bodiesOfCall(agent);
      const forged = { ...agent, headersFor: () => agent.headersFor(`${bodies[0]} `) };
      const wrong =
        provider === "retell" ? forged : { ...agent, headersFor: () => ({ authorization: "Bearer wrong" }) };
      expect((await deliver(wrong, bodies[0] ?? "")).status).toBe(401);
      const failing = (await callRoute(read, one(org, cookie, agent.id))).json<Agent>();
      expect(failing).toMatchObject({ status: "waiting", health: "failing", rejections: { count: 1 } });
      expect(failing.rejections?.words).toContain("another secret");
      expect((await deliver(agent, bodies[0] ?? "")).status).toBe(200);
      const validated = (await callRoute(read, one(org, cookie, agent.id))).json<Agent>();
      expect(validated).toMatchObject({ status: "validated", health: "validated" });
      const names =
        await database()`select name from public.events where org_id = ${org.id} and subject_id = ${agent.id}`;
      expect(names.map(({ name }) => name).sort()).toEqual(["agent.rejected_delivery", "agent.validated"]);
    },
  );

  test("one that was answering and was refused once is well again with the next delivery that proves itself, and says so", async () => {
    const { org, cookie } = await admin();
    const agent = await makeAgent(org.id, "vapi");
    const { bodies } = bodiesOfCall(agent);
    const wrong = { ...agent, headersFor: () => ({ authorization: "Bearer wrong" }) };
    const health = async () => (await callRoute(read, one(org, cookie, agent.id))).json<Agent>().health;
    const recovered = () =>
      database()`select data from public.events where subject_id = ${agent.id} and name = 'agent.recovered'`;
    const send = async (sender: typeof agent, body = "", status = 200) =>
      expect((await deliver(sender, body)).status).toBe(status);
    await send(agent, bodies[0]);
    await send(wrong, bodies[1], 401);
    expect(await health()).toBe("failing");
    // Within the ten seconds in which signs of life are not noted again.
    await send(agent, bodies[1]);
    expect(await health()).toBe("validated");
    expect(await recovered()).toEqual([{ data: { name: expect.stringMatching(/^Front desk/) } }]);
    await send(agent, bodies[2]);
    expect(await recovered()).toHaveLength(1);
  });

  test("refusals are counted from the last good delivery on, and the first one after it is noted a second later", async () => {
    const { org, cookie } = await admin();
    const agent = await makeAgent(org.id, "vapi");
    const [body = ""] = bodiesOfCall(agent).bodies;
    const other = await makeAgent(org.id, "vapi");
    await database()`
      update public.agents set rejected_count = 1, last_rejected_at = now() - interval '1 hour' where id = ${other.id}`;
    const now = async () => {
      const { health, rejections } = (await callRoute(read, one(org, cookie, agent.id))).json<Agent>();
      return [health, rejections?.count];
    };
    const refuse = async () => {
      const wrong = { ...agent, headersFor: () => ({ authorization: "Bearer wrong" }) };
      expect((await deliver(wrong, body)).status).toBe(401);
      return now();
    };
    const believe = async () => {
      expect((await deliver(agent, body)).status).toBe(200);
      return now();
    };
    await believe();
    expect(await refuse()).toEqual(["failing", 1]);
    expect(await refuse()).toEqual(["failing", 1]);
    await pass(agent.id, 6);
    expect(await refuse()).toEqual(["failing", 2]);
    expect(await believe()).toEqual(["validated", 2]);
    await pass(agent.id, 1.5);
    expect(await refuse()).toEqual(["failing", 1]);
    // Negative control: while it is not well again, five seconds are quiet.
    await pass(agent.id, 1.5);
    expect(await refuse()).toEqual(["failing", 1]);
    expect(await believe()).toEqual(["validated", 1]);
    // Another agent's are another agent's.
    const [row] =
      await database()`select rejected_count, last_rejected_reason from public.agents where id = ${other.id}`;
    expect(row).toEqual({ rejected_count: 1, last_rejected_reason: null });
  });

  test("a new secret has to be proven again; a new name has not", async () => {
    const { org, cookie } = await admin();
    const agent = await makeAgent(org.id, "retell");
    await deliver(agent, bodiesOfCall(agent).bodies[0] ?? "");
    const renamed = await callRoute(change, one(org, cookie, agent.id, "PATCH", { name: "Reception" }));
    expect(renamed.json()).toMatchObject({ name: "Reception", status: "validated" });
    const rekeyed = await callRoute(change, one(org, cookie, agent.id, "PATCH", { secret: KEY }));
    expect(rekeyed.json()).toMatchObject({ status: "waiting", secret_last_four: KEY.slice(-4) });
    expect(rekeyed.text).not.toContain(KEY);
  });

  test.each([
    ["a secret", { secret: KEY }, KEY, 0],
    ["a secret, well known as validated,", { secret: KEY }, KEY, 6],
    ["the way it is sent", { auth_config: { header_name: "x-proof" } }, undefined, 0],
  ])(
    "what was proven by %s from before a change, which is remembered for seconds, proves nothing of the new one",
    async (_, input, secret, wait) => {
      const { org, cookie } = await admin();
      const agent = await makeAgent(org.id, "vapi");
      const [body = ""] = bodiesOfCall(agent).bodies;
      const status = async () => (await callRoute(read, one(org, cookie, agent.id))).json<Agent>().status;
      const believe = async (headers = agent.headersFor(body)) =>
        expect((await deliver({ ...agent, headersFor: () => headers }, body)).status).toBe(200);
      await believe();
      expect(await status()).toBe("validated");
      await pass(agent.id, wait);
      await believe();
      await callRoute(change, one(org, cookie, agent.id, "PATCH", input));
      await believe();
      expect(await status()).toBe("waiting");
      await pass(agent.id, wait + 6);
      const header = secret ? "authorization" : "x-proof";
      await believe({ [header]: `Bearer ${secret ?? agent.secret}` });
      expect(await status()).toBe("validated");
      const events = await database()`
      select name from public.events where subject_id = ${agent.id} and name like 'agent.%' order by id`;
      expect(events.map(({ name }) => name)).toEqual(["agent.validated", "agent.updated", "agent.validated"]);
    },
  );

  test("another way of proof needs its secret, and Retell has no other", async () => {
    const { org, cookie } = await admin();
    const [vapi, retellAgent] = [await makeAgent(org.id, "vapi"), await makeAgent(org.id, "retell")];
    const patch = (id: string, body: object) => callRoute(change, one(org, cookie, id, "PATCH", body));
    expect((await patch(vapi.id, { auth_scheme: "hmac" })).status).toBe(422);
    expect((await patch(vapi.id, { auth_scheme: "hmac", secret: KEY })).json()).toMatchObject({ auth_scheme: "hmac" });
    expect((await patch(retellAgent.id, { auth_scheme: "bearer", secret: KEY })).status).toBe(422);
    expect((await patch(vapi.id, { token: "agent_00000000000000000000000000000000" })).status).toBe(422);
    expect((await callRoute(change, one(org, await org.viewer.cookie(), vapi.id, "PATCH", { name: "x" }))).status).toBe(
      403,
    );
  });
});
