import { randomBytes, randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterEach, describe, expect, it } from "vitest";
import { CONVERSATIONS } from "../../../scripts/stack/sandbox/conversations/catalogue";
import { makeAgent } from "../../support/agent";
import { type CallOutcome, outcomeOf } from "../../support/call-outcome";
import { startThrowAwayPostgres, type ThrowAwayPostgres } from "../../support/throw-away-postgres";
import { auditDeliveries } from "./audit-deliveries";
import { LiveReader } from "./live-reader";
import { startProduct } from "./start-product";
import { type SentCall, VendorLoad } from "./vendor-load";

/**
 * Promise S9: the database is killed ten times under webhook load. No acknowledged delivery is lost, none takes effect
 * twice, the product's process lives on, vendors are served again within three seconds of the database, and live streams
 * miss nothing.
 */
const KILLS = 10;
const LANES = 8;
const FIRST_SUCCESS_WITHIN_MS = 3_000;
const CALMLY = CONVERSATIONS.filter(({ steps }) => steps.length <= 8);

const parts: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const part of parts.splice(0).toReversed()) await part.stop();
});

function keep<Part extends { stop(): Promise<void> }>(part: Part): Part {
  parts.push(part);
  return part;
}

/** A database that may be killed, the product on it, and an organization with an agent at each vendor. */
async function openShop(settings?: Record<string, string>) {
  const server = keep(await startThrowAwayPostgres(settings));
  const product = keep(await startProduct(server.url));
  // What the test itself arranges is durable in any case.
  const connection = { synchronous_commit: "on" };
  const sql = postgres(server.url, { max: 2, backoff: () => 0.1, onnotice: () => {}, connection });
  keep({ stop: () => sql.end({ timeout: 1 }) });
  const ids = { orgId: randomUUID(), userId: randomUUID(), sessionId: randomUUID() };
  const reader = { ...ids, slug: `test-${randomBytes(4).toString("hex")}` };
  await sql`insert into auth.users (id) values (${reader.userId})`;
  await sql`insert into auth.sessions (id, user_id, created_at) values (${reader.sessionId}, ${reader.userId}, now())`;
  await sql`insert into profiles (user_id, email) values (${reader.userId}, 'reader@example.com')`;
  await sql`insert into organizations (id, slug, name) values (${reader.orgId}, ${reader.slug}, 'Lakeside')`;
  await sql`insert into memberships (org_id, user_id, role) values (${reader.orgId}, ${reader.userId}, 'org_viewer')`;
  const agents = [await makeAgent(reader.orgId, "retell", sql), await makeAgent(reader.orgId, "vapi", sql)];
  const reference = await callsInPeace();
  return { server, product, sql, agents, reference, reader };

  /** How each call ends when nothing fails. */
  async function callsInPeace(): Promise<(call: SentCall) => CallOutcome> {
    const outcomes = new Map<string, CallOutcome>();
    const key = (call: SentCall) => `${call.agent.provider} ${call.conversation.id}`;
    for (const agent of agents) {
      for (const conversation of CALMLY) {
        const once = new VendorLoad(product.url, [agent], [conversation], 1);
        await once.finish();
        for (const call of once.calls) outcomes.set(key(call), await outcomeOf(reader.orgId, call.call_id, sql));
      }
    }
    return (call) => {
      const outcome = outcomes.get(key(call));
      if (!outcome) throw new Error(`No reference for ${key(call)}`);
      return outcome;
    };
  }
}

const reached = (count: () => number, least: number) =>
  expect.poll(count, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(least);

/** Kills the database in the middle of the load and starts it again after so many refused deliveries. */
async function killUnder(load: VendorLoad, server: ThrowAwayPostgres, afterAcknowledged: number, refusals: number) {
  const since = Date.now();
  await reached(() => load.acknowledged(since).length, afterAcknowledged);
  await server.kill();
  const killedAt = Date.now();
  await reached(() => load.refused(killedAt).length, refusals);
  const acceptedAt = await server.startAgain();
  return { killedAt, acceptedAt };
}

describe("the database is killed under load", () => {
  it(`${KILLS} kills lose no acknowledged delivery, double no effect, end no process, silence no live stream`, async () => {
    const { server, product, sql, agents, reference, reader } = await openShop();
    const live = keep(
      new LiveReader(`${product.url}/live/${reader.orgId}/${reader.slug}/${reader.userId}/${reader.sessionId}`),
    );
    await live.ready;
    const [start] = await sql<{ id: string }[]>`select private.uuid_v7_floor(clock_timestamp()) as id`;
    const load = new VendorLoad(product.url, agents, CALMLY, LANES);

    const firstSuccesses: number[] = [];
    const firstFacts: number[] = [];
    for (let kill = 1; kill <= KILLS; kill++) {
      // Every third outage lasts until vendors have been turned away many times.
      const { killedAt, acceptedAt } = await killUnder(load, server, 40, kill % 3 === 0 ? 120 : 1);
      const [firstRefused] = load.refused(killedAt);
      const downSince = firstRefused?.at ?? killedAt;
      await reached(() => load.acknowledged(downSince).length, 1).catch((error: unknown) => {
        const told = { answers: load.answers(acceptedAt), ending: product.ending(), complaints: product.complaints() };
        throw new Error(`Kill ${kill}: nothing was acknowledged after it. ${JSON.stringify(told)}`, { cause: error });
      });
      firstSuccesses.push(Math.max(0, (load.acknowledged(downSince)[0]?.at ?? Number.NaN) - acceptedAt));
      const factsSince = () => [...live.heard.values()].filter((at) => at > acceptedAt);
      await reached(() => factsSince().length, 1);
      firstFacts.push((factsSince()[0] ?? Number.NaN) - acceptedAt);
    }
    await load.finish();

    const told = await sql<{ id: string }[]>`
      select id from events where org_id = ${reader.orgId} and id >= ${start?.id ?? ""}`;
    const missed = () => told.filter(({ id }) => !live.heard.has(id)).length;
    await expect.poll(missed, { timeout: 15_000, message: "facts that the live stream never told" }).toBe(0);

    const audit = await auditDeliveries(sql, reader.orgId, load, reference);
    console.info(
      `${load.acknowledged().length} acknowledged, ${load.refused().length} refused, ${load.calls.length} calls, ${told.length} facts; ` +
        `first success ${firstSuccesses.join(", ")} ms and first live fact ${firstFacts.join(", ")} ms after the database accepted again; ` +
        `stream opened ${live.opened} times`,
    );
    expect(audit).toEqual({ lost: [], doubled: [], astray: [] });
    expect(product.ending(), "how the product's process ended").toBeUndefined();
    expect(product.complaints()).toEqual([]);
    expect(Math.max(...firstSuccesses), "milliseconds to the first success").toBeLessThanOrEqual(
      FIRST_SUCCESS_WITHIN_MS,
    );
  }, 240_000);

  it("the same check finds acknowledged deliveries lost when commits are not durable", async () => {
    const { server, sql, agents, reference, reader, product } = await openShop({
      synchronous_commit: "off",
      wal_writer_delay: "10s",
      wal_writer_flush_after: "1GB",
      wal_buffers: "64MB",
    });
    const load = new VendorLoad(product.url, agents, CALMLY, LANES);
    // A durable commit takes all earlier ones along: what the agents are made of survives.
    await sql`update organizations set name = 'Hillside' where id = ${reader.orgId}`;
    // What the log's writer happened to save just before a kill is not lost; not every time.
    for (let kill = 1; kill <= 3; kill++) await killUnder(load, server, 60, 1);
    await load.finish();
    expect((await auditDeliveries(sql, reader.orgId, load, reference)).lost.length).toBeGreaterThan(0);
  }, 300_000);
});
