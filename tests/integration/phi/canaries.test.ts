import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { POST as writeNote } from "@/app/api/v1/orgs/[org]/calls/[id]/notes/route";
import { GET as readCall } from "@/app/api/v1/orgs/[org]/calls/[id]/route";
import { GET as exportCalls } from "@/app/api/v1/orgs/[org]/calls/export/route";
import { GET as readLive } from "@/app/api/v1/orgs/[org]/calls/live/route";
import { GET as listCalls } from "@/app/api/v1/orgs/[org]/calls/route";
import { POST as replay } from "@/app/api/v1/orgs/[org]/deliveries/[id]/replays/route";
import { GET as readDelivery } from "@/app/api/v1/orgs/[org]/deliveries/[id]/route";
import { makeAgent } from "../../support/agent";
import { makeCanaries, withCanaries } from "../../support/canaries";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { redisAsText, tablesHolding, walHolds } from "../../support/everything-kept";
import { callRoute } from "../../support/http";
import { indexAllCalls } from "../../support/index-calls";
import { mailboxAsText } from "../../support/mailbox";
import { makeOrganization } from "../../support/organization";

const told = vi.hoisted(() => ({ lines: [] as string[], transcripts: false }));

vi.mock("@/lib/log/logger", async (importOriginal) => {
  const real = await importOriginal<typeof import("@/lib/log/logger")>();
  const { catchLog } = await import("../../support/log-catcher");
  const { lines, log } = catchLog(real.makeLogger);
  told.lines = lines;
  return { ...real, logger: () => log };
});

// The planted fault: somebody who looks for a mistake has one call logged.
vi.mock("@/lib/calls/get-call", async (importOriginal) => {
  const { getCall } = await importOriginal<typeof import("@/lib/calls/get-call")>();
  const careless: typeof getCall = async (ctx, input) => {
    const call = await getCall(ctx, input);
    if (told.transcripts) ctx.log.info({ call }, "a call was read");
    return call;
  };
  return { getCall: careless };
});

/** Pushes the canaries through everything that calls go through, and reads them back everywhere they are shown. */
async function pushThrough(protection: boolean) {
  const canaries = makeCanaries();
  const org = await makeOrganization({ phi_protection: protection });
  const cookie = await org.admin.cookie();
  const calls: string[] = [];
  for (const provider of ["retell", "vapi"] as const) {
    const agent = await makeAgent(org.id, provider);
    const { bodies, call_id } = bodiesOfCall(agent);
    const marked = withCanaries(bodies, canaries);
    const reversed = [...marked].reverse();
    for (const body of provider === "vapi" ? marked : reversed) expect((await deliver(agent, body)).status).toBe(200);
    expect((await deliver(agent, `not json, but ${canaries.said}`)).status).toBe(200);
    const [row] = await database()<{ id: string }[]>`
      select id from public.calls where org_id = ${org.id} and vendor_call_id = ${call_id}`;
    calls.push(row?.id ?? "");
  }
  const base = `/api/v1/orgs/${org.slug}`;
  const get = (handler: typeof readCall, path: string, params: object = {}) =>
    callRoute(handler, { path: `${base}${path}`, params: { org: org.slug, ...params }, cookie });
  await callRoute(writeNote, {
    method: "POST",
    path: `${base}/calls/${calls[0]}/notes`,
    params: { org: org.slug, id: calls[0] ?? "" },
    headers: { "idempotency-key": randomUUID() },
    body: { body: `A note with ${canaries.noted}` },
    cookie,
  });
  await indexAllCalls(org.id);
  const deliveries = await database()<{ id: string }[]>`
    select id from public.inbound_events where org_id = ${org.id} and state = 'applied'`;
  for (const { id } of deliveries) {
    const answer = await callRoute(replay, {
      method: "POST",
      path: `${base}/deliveries/${id}/replays`,
      params: { org: org.slug, id },
      cookie,
    });
    expect(answer.status).toBe(200);
  }
  const read = [
    await get(readCall, `/calls/${calls[0]}`, { id: calls[0] }),
    await get(readCall, `/calls/${calls[1]}`, { id: calls[1] }),
    await get(listCalls, `/calls?search=${canaries.said}`),
    await get(exportCalls, "/calls/export"),
    await get(readDelivery, `/deliveries/${deliveries[0]?.id}`, { id: deliveries[0]?.id }),
  ];
  for (const answer of read) {
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(canaries.said);
  }
  expect((await get(listCalls, `/calls?number=${encodeURIComponent(canaries.number)}`)).text).toContain(calls[1]);
  expect((await get(readLive, "/calls/live")).status).toBe(200);
  return canaries;
}

// Promise S8, as far as one process goes; tests/e2e/log-lines.spec.ts looks at a served one and what it reports.
test("what was said and who called is found nowhere: database, its write-ahead log, Redis, log, mail", async () => {
  const since = new Date();
  const { words } = await pushThrough(true);
  expect(await tablesHolding(words)).toEqual([]);
  expect(await walHolds(words, since)).toBe(false);
  const redis = await redisAsText();
  expect(words.filter((word) => redis.includes(word))).toEqual([]);
  expect(told.lines.filter((line) => words.some((word) => line.includes(word)))).toEqual([]);
  const mails = await mailboxAsText();
  expect(words.filter((word) => mails.includes(word))).toEqual([]);
}, 300_000);

test("control: one call that is logged is found in the log, although its transcript is redacted there", async () => {
  told.transcripts = true;
  const { said, words } = await pushThrough(true).finally(() => {
    told.transcripts = false;
  });
  const found = told.lines.filter((line) => words.some((word) => line.includes(word)));
  expect(found.length).toBeGreaterThan(0);
  expect(found.join()).toContain(said);
}, 300_000);

test("the same search finds all of it where protection is off", async () => {
  const since = new Date();
  const { words } = await pushThrough(false);
  const found = (await tablesHolding(words)).map((name) => name.replace(/_\d{4}_\d\d$/, ""));
  expect([...new Set(found)]).toEqual(["public.calls", "public.inbound_events", "public.notes", "public.transcripts"]);
  expect(await walHolds(words, since)).toBe(true);
}, 300_000);
