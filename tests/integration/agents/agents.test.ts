import { describe, expect, test } from "vitest";
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
import { admin, agents, KEY, one, retell } from "./agent-requests";

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
