import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { withTenant } from "@/lib/db/tenant";
import { recordEvent } from "@/lib/events/record-event";
import { withOrg } from "@/lib/http/with-org";
import { database } from "../../support/database";
import { fingerprint } from "../../support/fingerprint";
import { callRoute } from "../../support/http";
import { obedientVapi } from "../../support/obedient-vapi";
import { makeOrganization, makePerson } from "../../support/organization";
import { type Handler, mutatingHandlers, send } from "./call-product";
import { MUTATIONS } from "./mutations";
import { CANARY, type Change } from "./mutations/mutation";
import { refuseCommits } from "./refuse-commits";

/** Promise S19: each mutation writes exactly one entry, in the transaction of the change, without a secret. */
const handlers = await mutatingHandlers();

type Entry = {
  action: string;
  actor_type: string;
  actor_id: string;
  before: unknown;
  after: unknown;
  ip: string | null;
  request_id: string | null;
};

obedientVapi();
const commits = refuseCommits();

afterAll(() => commits.restore());

const newest = async (orgId: string) => {
  const [row] = await database()<{ seq: number }[]>`
    select coalesce(max(seq), 0)::int as seq from public.audit_log where org_id = ${orgId}`;
  return row?.seq ?? 0;
};

const entriesAfter = (orgId: string, seq: number) => database()<Entry[]>`
  select action, actor_type, actor_id, before, after, ip, request_id from public.audit_log
  where org_id = ${orgId} and seq > ${seq} order by seq`;

/** When a credential was last used is noted with its use, whatever comes of it. */
const print = (orgId: string) => fingerprint(orgId, "last_used_at");

/** The tables whose rows of the organization differ; an answer that is kept for a repeated request is no change. */
async function changedSince(orgId: string, before: Record<string, string>): Promise<string[]> {
  const now = await print(orgId);
  return Object.keys(now).filter((table) => now[table] !== before[table] && table !== "idempotency_keys");
}

/** Sends one change three times: refused for its entry, refused for its change, and let through. One line for each broken promise. */
async function audit(
  handler: Handler,
  name: string,
  change: Change,
  { action, at_vendor = false }: { action?: string; at_vendor?: boolean } = {},
): Promise<string[]> {
  const [method = "POST", address = ""] = name.split(" ") as ["POST", string];
  const { org } = change;
  const found: string[] = [];
  const actor = (change.by ?? org.admin).userId;
  const before = await print(org.id);
  const start = await newest(org.id);

  commits.refuse("entries");
  const unwritten = await send(handler, method, address, change);
  if (unwritten.status < 500) found.push(`answers ${unwritten.status} although its entry could not be written`);
  const lost = await changedSince(org.id, before);
  if (lost.length > 0) found.push(`changes ${lost} without its entry`);

  commits.refuse(at_vendor ? null : "changes");
  let answer = await send(handler, method, address, change);
  // What is only stated and changes no row here goes through.
  if (answer.status >= 300) {
    if ((await entriesAfter(org.id, start)).length > 0) found.push("keeps the entry of a change that was undone");
    commits.refuse(null);
    answer = await send(handler, method, address, change);
  }
  commits.refuse(null);
  if (answer.status >= 300) return [...found, `answers ${answer.status}: ${answer.text}`];
  const entries = await entriesAfter(org.id, start);
  const own = entries.filter(({ actor_id }) => actor_id === actor);
  if (own.length !== 1) found.push(`writes ${own.length} entries`);
  const others = entries.filter(({ actor_id, actor_type }) => actor_id !== actor && actor_type !== "job");
  if (others.length > 0) found.push(`writes entries of ${others.map(({ actor_type }) => actor_type)}`);
  for (const entry of own) {
    if (action && entry.action !== action) found.push(`calls itself ${entry.action}`);
    if (entry.request_id !== answer.headers.get("x-request-id")) found.push("names another request");
    if (!entry.ip) found.push("does not say from where");
    if (JSON.stringify(entry).includes(CANARY)) found.push("tells a secret");
  }
  return found;
}

test("every route that changes something is known, and nothing else is", () => {
  expect([...handlers.keys()].sort()).toEqual(Object.keys(MUTATIONS).sort());
});

describe("exactly one entry, in the transaction of the change, without a secret", () => {
  for (const [name, mutation] of Object.entries(MUTATIONS)) {
    if ("without" in mutation) continue;
    test(`${name || "PATCH"} → ${mutation.action}`, async () => {
      const handler = handlers.get(name);
      if (!handler) throw new Error(`There is no ${name}`);
      expect(await audit(handler, name, await mutation.change(), mutation)).toEqual([]);
    });
  }

  test("a founded organization begins its log with who founded it", async () => {
    const person = await makePerson();
    const slug = `founded-${Math.random().toString(36).slice(2, 10)}`;
    const handler = handlers.get("POST /api/v1/orgs");
    if (!handler) throw new Error("There is no way to found one");
    const body = { name: "Founded", slug, industry: "clinic", time_zone: "UTC", currency: "USD", colour: "teal" };
    const answer = await callRoute(handler, {
      method: "POST",
      path: "/api/v1/orgs",
      cookie: await person.cookie(),
      body,
    });
    expect(answer.status).toBe(201);
    expect(await entriesAfter(answer.json<{ id: string }>().id, 0)).toMatchObject([
      { action: "organization.created", actor_id: person.userId },
    ]);
  });
});

describe("control: a route that breaks the promise is found", () => {
  const rename = (ctx: Context) =>
    sql`update public.organizations set name = name || '!' where id = ${ctx.org.id}`.execute(ctx.tx);
  const state = (ctx: Context) =>
    recordEvent(
      ctx,
      { name: "organization.updated", subject: { type: "organization", id: ctx.org.id }, data: {} },
      { after: { name: "!" } },
    );
  const planted = (work: (ctx: Context) => Promise<unknown>) =>
    withOrg({ can: "organization.write" }, async ({ ctx }) => {
      await work(ctx);
      return {};
    });
  const faults: [string, Handler, RegExp][] = [
    ["forgets its entry", planted(rename), /changes organizations without its entry.*writes 0 entries/],
    [
      "writes two",
      planted(async (ctx) => {
        await rename(ctx);
        await state(ctx);
        await state(ctx);
      }),
      /^writes 2 entries$/,
    ],
    [
      "writes it outside the transaction",
      planted(async (ctx) => {
        await rename(ctx);
        await withTenant({ orgId: ctx.org.id }, (tx) => state({ ...ctx, tx }));
      }),
      /keeps the entry of a change that was undone/,
    ],
    [
      "writes it when the change is already committed",
      withOrg({ can: "organization.write" }, async ({ ctx }) => {
        await rename(ctx);
        return async () => {
          await withTenant({ orgId: ctx.org.id }, (tx) => state({ ...ctx, tx }));
          return {};
        };
      }),
      /changes organizations,?.* without its entry/,
    ],
    [
      "tells a secret",
      planted(async (ctx) => {
        await rename(ctx);
        await recordEvent(
          ctx,
          { name: "organization.updated", subject: { type: "organization", id: ctx.org.id }, data: {} },
          { after: { name: `key_${CANARY}` } },
        );
      }),
      /^tells a secret$/,
    ],
  ];
  test.each(faults)("one that %s", async (_, handler, complaint) => {
    const found = await audit(handler, "POST /planted", { org: await makeOrganization() });
    expect(found.join("; ")).toMatch(complaint);
  });

  test("one that nobody listed", () => {
    expect([...handlers.keys(), "POST /planted"].sort()).not.toEqual(Object.keys(MUTATIONS).sort());
  });
});
