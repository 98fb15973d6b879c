import { beforeAll, expect, test } from "vitest";
import { withOrg } from "@/lib/http/with-org";
import { makeKey } from "../../support/api-keys";
import { newestDelivery, nobodysId } from "../../support/call";
import { type Canaries, callWithCanaries, makeCanaries } from "../../support/canaries";
import { database } from "../../support/database";
import { callRoute, type RouteAnswer } from "../../support/http";
import { indexAllCalls } from "../../support/index-calls";
import { makeMember, makeOrganization, type TestOrganization } from "../../support/organization";
import { callProduct, type Handler, readingHandlers } from "./call-product";

/**
 * Promise S19: whoever is told health data stands in the log. Every route below an organization that reads is asked, by
 * somebody who has read nothing before, in an organization in which one caller says what nobody else says.
 */
const handlers = new Map([...(await readingHandlers())].filter(([name]) => !name.includes(" /api/")));

type World = { org: TestOrganization; canaries: Canaries; ids: Record<string, string> };

/** What an address is asked with, where a bare one is not all it has to tell. */
const QUESTIONS: Record<string, (canaries: Canaries) => string[]> = {
  "/calls": ({ said, number }) => [
    "",
    "?numbers=shown",
    `?search=${said}`,
    `?number=${encodeURIComponent(number)}`,
    `?field=reason`,
  ],
  "/calls/[id]/neighbours": ({ said }) => ["", `?search=${said}`],
  "/views": () => ["?screen=calls"],
  "/figures": () => ["?range=7d"],
  "/audit-log/export": () => ["?format=jsonl"],
};

/** A stream that ends when its reader leaves. What it may say is a table of facts without words (lib/live/live-event.ts). */
const STREAMS = new Set(["/live"]);

async function makeWorld(): Promise<World> {
  const org = await makeOrganization();
  const canaries = makeCanaries();
  // Its caller has no other call.
  const alone = await callWithCanaries(org.id, makeCanaries());
  const call = await callWithCanaries(org.id, canaries, { provider: "vapi" });
  await callWithCanaries(org.id, canaries, { provider: "vapi", deliveries: 7, started_at: Date.now() - 5_000 });
  await indexAllCalls(org.id);
  const note = await callProduct("POST", "/calls/[id]/notes", {
    org,
    params: { id: call },
    body: { body: `A note with ${canaries.noted}` },
  });
  const [agent] = await database()<{ agent_id: string }[]>`select agent_id from public.calls where id = ${call}`;
  const delivery = await newestDelivery(org.id, "end-of-call-report");
  const replay = await callProduct("POST", "/deliveries/replays", { org, body: { ids: [delivery.id] } });
  return {
    org,
    canaries,
    ids: {
      ...{ calls: call, alone, agents: agent?.agent_id ?? "", deliveries: delivery.id },
      ...{ notes: note.json<{ id: string }>().id, replays: replay.json<{ id: string }>().id },
    },
  };
}

const addressOf = (name: string) => name.replace("GET ", "");

function pathOf({ org, ids }: World, address: string): { path: string; params: Record<string, string> } {
  const before = address.split("/").at(address.split("/").indexOf("[id]") - 1) ?? "";
  const params = { org: org.slug, id: ids[before] ?? nobodysId() };
  return { path: `/api/v1/orgs/${org.slug}${address.replace("[id]", params.id)}`, params };
}

type Reader = { id: string; headers: Record<string, string> };

type Told = { words: string[]; entries: string[]; answer: RouteAnswer };

async function ask(world: World, handler: Handler, address: string, query: string, who: Reader): Promise<Told> {
  const { path, params } = pathOf(world, address);
  const answer = await callRoute(handler, { path: `${path}${query}`, params, headers: who.headers });
  const rows = await database()<{ action: string }[]>`
    select action from public.audit_log where org_id = ${world.org.id} and actor_id = ${who.id} order by seq`;
  const text = decodeURIComponent(answer.text.replaceAll(/%(?![0-9A-Fa-f]{2})/g, "%25"));
  return {
    answer,
    words: world.canaries.words.filter((word) => text.includes(word)),
    entries: rows.map(({ action }) => action),
  };
}

const aPerson = async ({ org }: World): Promise<Reader> => {
  const person = await makeMember(org.id, "org_admin");
  return { id: person.userId, headers: { cookie: await person.cookie() } };
};
const aProgram = async ({ org }: World): Promise<Reader> => {
  const { id, token } = await makeKey(org);
  return { id, headers: { authorization: `Bearer ${token}` } };
};

/** Every question to these addresses, with its handler. */
function questions({ canaries }: World, asked: Iterable<[string, Handler]>): Question[] {
  return [...asked].flatMap(([name, handler]) => {
    const address = addressOf(name);
    if (STREAMS.has(address)) return [];
    return (QUESTIONS[address]?.(canaries) ?? [""]).map((query) => ({ address, query, handler }));
  });
}

type Question = { address: string; query: string; handler: Handler };

const READS = /^(call|delivery)\.(read|listed|searched|exported|watched|numbers_shown)$/;

/** A line for each question that is told health data and leaves no entry of a reader who has read nothing before. */
async function silentOnes(world: World, asked: readonly Question[], newReader: typeof aPerson): Promise<string[]> {
  const silent: string[] = [];
  for (const { address, query, handler } of asked) {
    const { words, entries } = await ask(world, handler, address, query, await newReader(world));
    const reads = entries.filter((action) => READS.test(action));
    if (words.length === 0) silent.push(`${address}${query} tells this reader nothing`);
    else if (reads.length !== 1) silent.push(`${address}${query} tells ${words} and leaves ${reads.length} entries`);
  }
  return silent;
}

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 300_000);

test("every address that tells health data leaves one entry of who was told, person or program", async () => {
  const telling: Question[] = [];
  const reader = await aPerson(world);
  for (const question of questions(world, handlers)) {
    const { answer, words } = await ask(world, question.handler, question.address, question.query, reader);
    expect([question.address, answer.status === 503 || answer.status < 500]).toEqual([question.address, true]);
    if (words.length > 0) telling.push(question);
  }
  // Those that should tell do: the words have come through.
  expect([...new Set(telling.map(({ address }) => address))].sort()).toEqual([
    "/calls",
    "/calls/[id]",
    "/calls/[id]/notes",
    "/calls/[id]/related_calls",
    "/calls/export",
    "/calls/live",
    "/deliveries/[id]",
  ]);
  expect(await silentOnes(world, telling, aPerson)).toEqual([]);
  expect(await silentOnes(world, telling, aProgram)).toEqual([]);
}, 300_000);

test("a caller who called only once is told on record as well", async () => {
  const alone = { ...world, ids: { ...world.ids, calls: world.ids.alone ?? "" } };
  const handler = handlers.get("GET /calls/[id]/related_calls");
  if (!handler) throw new Error("There is no such address");
  const reader = await aPerson(alone);
  const { answer, entries } = await ask(alone, handler, "/calls/[id]/related_calls", "", reader);
  expect(answer.json()).toMatchObject({ number: expect.stringMatching(/^\+1917\d{7}$/), data: [] });
  expect(entries).toEqual(["call.read"]);
}, 300_000);

test("control: an address that tells what was said, and says so to nobody, is found", async () => {
  const careless = withOrg({ can: "calls.read" }, async () => ({ summary: world.canaries.said }));
  const planted = questions(world, [["GET /calls/planted", careless]]);
  expect(await silentOnes(world, planted, aPerson)).toEqual([
    `/calls/planted tells ${world.canaries.said} and leaves 0 entries`,
  ]);
}, 300_000);
