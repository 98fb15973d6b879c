import { beforeAll, describe, expect, test } from "vitest";
import { GET as filterValues } from "@/app/api/v1/orgs/[org]/calls/filter_values/route";
import { GET } from "@/app/api/v1/orgs/[org]/calls/route";
import type { FilterValues } from "@/lib/calls/filter-values";
import type { CallPage } from "@/lib/calls/list-calls";
import type { Turn } from "@/lib/voice/provider";
import { makeAgent, type TestAgent } from "../../../support/agent";
import { makeCall } from "../../../support/call";
import { database } from "../../../support/database";
import { callRoute } from "../../../support/http";
import { indexAllCalls } from "../../../support/index-calls";
import { insertCall } from "../../../support/insert-call";
import { callAsRead } from "../../../support/opened-call";
import { makeOrganization, type TestOrganization } from "../../../support/organization";

const DAY = 86_400_000;

async function list(organization: TestOrganization, query: string): Promise<CallPage> {
  const answer = await callRoute(GET, {
    path: `/api/v1/orgs/${organization.slug}/calls?${query}`,
    params: { org: organization.slug },
    cookie: await organization.viewer.cookie(),
  });
  expect(answer.text).toContain('"data"');
  return answer.json<CallPage>();
}

async function say(call: { id: string }, agent: TestAgent, ...lines: string[]) {
  const turns = lines.map((text, index) => ({
    role: index % 2 ? "caller" : "agent",
    text,
    start_ms: index * 5000,
    end_ms: index * 5000 + 4000,
  }));
  const row = { org_id: agent.org_id, call_id: call.id, turns: database().json(turns), version: "3" };
  await database()`insert into public.transcripts ${database()(row)}`;
}

const ids = (page: CallPage) => page.data.map(({ id }) => id);

describe("a search in what was said", () => {
  let organization: TestOrganization;
  let other: TestOrganization;
  let agent: TestAgent;
  let crown: { id: string };
  let old: { id: string };
  let apart: { id: string };

  beforeAll(async () => {
    organization = await makeOrganization();
    other = await makeOrganization();
    agent = await makeAgent(organization.id, "retell");
    crown = await insertCall(agent);
    old = await insertCall(agent, { started_at: new Date(Date.now() - 200 * DAY), direction: "outbound" });
    apart = await insertCall(agent, { started_at: new Date(Date.now() - 2 * DAY) });
    const silent = await insertCall(agent);
    await say(crown, agent, "How can I help?", "My crown fell out, I need it repaired as soon as possible.");
    await say(old, agent, "Your crowns are ready.", "Possible! And soon?");
    await say(apart, agent, "Hello", "As possible, soon as you can: a filling");
    await say(silent, agent, "Nothing to find here");
    const foreign = await insertCall(await makeAgent(other.id, "retell"));
    await say(foreign, { ...agent, org_id: other.id }, "A crown elsewhere");
    await indexAllCalls(organization.id);
    await indexAllCalls(other.id);
  });

  test("finds every form of the word, newest first, and nothing of another organization", async () => {
    const page = await list(organization, "search=crown");
    expect(ids(page)).toEqual([crown.id, old.id]);
    expect(page.total).toEqual({ value: 2, capped: false });
    expect(page.indexing).toBeUndefined();
  });

  test("wants all of its words", async () => {
    expect(ids(await list(organization, "search=crown repair"))).toEqual([crown.id]);
    expect(ids(await list(organization, "search=crown filling"))).toEqual([]);
  });

  test("finds a phrase only where it was said in that order", async () => {
    expect(ids(await list(organization, "search=soon possible"))).toEqual([crown.id, apart.id, old.id]);
    expect(ids(await list(organization, `search=${encodeURIComponent('"as soon as possible"')}`))).toEqual([crown.id]);
  });

  test("goes together with filters, pages and both directions of time", async () => {
    expect(ids(await list(organization, "search=crown&direction=outbound"))).toEqual([old.id]);
    expect(ids(await list(organization, "search=crown&sort=started_at"))).toEqual([old.id, crown.id]);
    const first = await list(organization, "search=crown&limit=1");
    expect(ids(first)).toEqual([crown.id]);
    const second = await list(organization, `search=crown&limit=1&cursor=${first.next_cursor}`);
    expect(ids(second)).toEqual([old.id]);
    expect(second.next_cursor).toBeNull();
  });

  test("brings the lines it was found by, with the words marked and their moment", async () => {
    const { data } = await list(organization, "search=repaired");
    expect(data[0]?.hits).toEqual([
      expect.objectContaining({
        role: "caller",
        at_ms: 5000,
        parts: expect.arrayContaining([{ text: "repaired", hit: true }]),
      }),
    ]);
  });

  test("of common words alone is refused in words", async () => {
    const answer = await callRoute(GET, {
      path: `/api/v1/orgs/${organization.slug}/calls?search=the`,
      params: { org: organization.slug },
      cookie: await organization.viewer.cookie(),
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("Search for a word that is not in every call.");
  });

  test("leaves no readable word behind", async () => {
    const rows = await database()<{ terms: string }[]>`
      select terms::text, tools::text from public.call_search where org_id = ${organization.id}`;
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(Object.values(row).join()).not.toMatch(/[a-z]/i);
  });

  test("keys the same word differently for each organization", async () => {
    const shared = await database()`
      select 1 from public.call_search a, public.call_search b
      where a.org_id = ${organization.id} and b.org_id = ${other.id} and a.terms && b.terms`;
    expect(shared).toHaveLength(0);
  });

  test("from outside the transaction's organization finds nothing, whatever terms are asked", async () => {
    const [row] = await database()<{ terms: string }[]>`
      select array(select t & ((1::bigint << 52) - 1) from unnest(terms) t)::text as terms
      from public.call_search where org_id = ${organization.id} and call_id = ${crown.id}`;
    const found = (org: string) =>
      database().begin(async (tx) => {
        await tx.unsafe(`set local role app_tenant; set local app.org_id = '${org}'`);
        return tx`select * from private.calls_with_terms(${row?.terms ?? ""}::bigint[], '{}', null, null, null, null, false, 10)`;
      });
    expect(await found(other.id)).toHaveLength(0);
    expect(await found(organization.id)).toHaveLength(1);
  });
});

describe("the index of a search", () => {
  test("learns of calls from the facts that ingest states, each delivery once more changing nothing", async () => {
    const first = await makeCall({ deliveries: 1 });
    await indexAllCalls(first.org.id);
    const made = await makeCall({ org: first.org, agent: first.agent });
    const turns = (await callAsRead(made.org.id, made.id)).turns as Turn[];
    const said = turns.filter(({ role }) => role === "caller").map(({ text }) => text);
    const word = /[A-Za-z]{7,}/.exec(said.join(" "))?.[0];
    expect(ids(await list(first.org, `search=${word}`))).toEqual([]);
    await indexAllCalls(first.org.id);
    expect(ids(await list(first.org, `search=${word}`))).toEqual([made.id]);
    const before = await database()`select indexed_at from public.call_search where call_id = ${made.id}`;
    await indexAllCalls(first.org.id);
    expect(await database()`select indexed_at from public.call_search where call_id = ${made.id}`).toEqual(before);
  });

  test("finds the tools an agent used and the answers of the analysis", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "vapi");
    const custom = database().json({ visit: { type: "Cleaning" }, insured: true });
    const call = await insertCall(agent, { custom_analysis: custom });
    await insertCall(agent);
    const turns = [{ role: "tool_call", text: "", start_ms: 0, end_ms: 0, tool: { id: "1", name: "book_visit" } }];
    await database()`insert into public.transcripts (org_id, call_id, turns, version) values (${organization.id}, ${call.id}, ${database().json(turns)}, '3')`;
    await indexAllCalls(organization.id);
    expect(ids(await list(organization, "tool=book_visit"))).toEqual([call.id]);
    expect(ids(await list(organization, "tool=other&tool=book_visit"))).toEqual([call.id]);
    expect(ids(await list(organization, "field=visit.type:cleaning&field=insured"))).toEqual([call.id]);
    expect(ids(await list(organization, "field=visit.type:filling"))).toEqual([]);
  });

  test("finds every call that has an answer, also a long one, which is offered as no choice", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "vapi");
    const answered = (wish: string) => insertCall(agent, { custom_analysis: database().json({ wish }) });
    const short = await answered("None");
    const long = await answered(
      "She would rather come in the morning, before her children are out of school. ".repeat(2),
    );
    await insertCall(agent);
    await indexAllCalls(organization.id);
    expect(ids(await list(organization, "field=wish")).sort()).toEqual([short.id, long.id].sort());
    expect(ids(await list(organization, "field=wish:none"))).toEqual([short.id]);
    const cookie = await organization.viewer.cookie();
    const known = await callRoute(filterValues, { path: "/", params: { org: organization.slug }, cookie });
    expect(known.json<FilterValues>().fields).toEqual([{ key: "wish", values: [] }]);
  });

  test("finds a word of a script without spaces wherever it stands in a sentence", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "retell");
    const call = await insertCall(agent);
    const apart = await insertCall(agent, { started_at: new Date(Date.now() - DAY) });
    await say(call, agent, "您好，请问有什么可以帮您？", "我想预约明天上午洗牙。");
    await say(apart, agent, "预计明天有约。");
    await indexAllCalls(organization.id);
    const search = (words: string) => list(organization, `search=${encodeURIComponent(words)}`);
    const page = await search("预约");
    expect(ids(page)).toEqual([call.id]);
    expect(page.data[0]?.hits).toMatchObject([{ role: "caller", at_ms: 5000 }]);
    expect(ids(await search("明天"))).toEqual([call.id, apart.id]);
    expect(ids(await search("牙"))).toEqual([call.id]);
    expect(ids(await search("约预"))).toEqual([]);
  });

  test("finds what was attached to a call, and tells it among the filters to those alone who may see it", async () => {
    const organization = await makeOrganization();
    const agent = await makeAgent(organization.id, "retell");
    const metadata = database().json({ campaign: "Autumn", dynamic_variables: { order_id: "A-17" } });
    const call = await insertCall(agent, { metadata });
    await insertCall(agent, { custom_analysis: database().json({ campaign: "Autumn" }) });
    await indexAllCalls(organization.id);
    expect(ids(await list(organization, "field=metadata.campaign:autumn"))).toEqual([call.id]);
    expect(ids(await list(organization, "field=metadata.dynamic_variables.order_id:a-17"))).toEqual([call.id]);
    expect(ids(await list(organization, "field=metadata.campaign:spring"))).toEqual([]);
    const known = async () =>
      (
        await callRoute(filterValues, {
          path: "/",
          params: { org: organization.slug },
          cookie: await organization.viewer.cookie(),
        })
      ).json<FilterValues>().fields;
    expect(await known()).toContainEqual({ key: "metadata.campaign", values: ["Autumn"] });
    // Whoever may not see it, neither learns of it nor finds a call by it.
    await database()`update public.organizations set viewers_see_phi = false where id = ${organization.id}`;
    expect(await known()).toEqual([]);
  });

  test("says that it is not complete while the past is still being read", async () => {
    const organization = await makeOrganization();
    await insertCall(await makeAgent(organization.id, "retell"));
    expect((await list(organization, "search=crown")).indexing).toBe(true);
  });
});
