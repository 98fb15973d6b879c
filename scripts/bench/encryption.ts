import { randomUUID } from "node:crypto";
import postgres from "postgres";
import type { Context } from "../../lib/auth/context";
import { getCall } from "../../lib/calls/get-call";
import { listCalls } from "../../lib/calls/list-calls";
import { ListCalls } from "../../lib/calls/schemas";
import { sqlPool } from "../../lib/db/client";
import { withMember } from "../../lib/db/tenant";
import { recordEvent } from "../../lib/events/record-event";
import { receiveDelivery } from "../../lib/ingest/receive-delivery";
import { logger } from "../../lib/log/logger";
import { signedCallEnded } from "./bench-agent";
import { type FilledOrganization, fillOrganization } from "./fill-organization";
import { measureInTurns, ms, type Times } from "./measure";
import type { Figure } from "./report";

const TRANSCRIPTS = 100_000;
const TURNS = 300;
const SEARCHES = ["insurance card", "appointment", "xylophone"];

/**
 * What protecting health data costs: the page of a call, a search of a hundred thousand transcripts and a delivery of 4 kB, of an
 * organization that protects it against one that does not, in turns of one run; and what an entry of the audit log adds to a change.
 */
export async function benchEncryption(databaseUrl: string): Promise<Figure[]> {
  const filled = { calls: TRANSCRIPTS, transcripts: TRANSCRIPTS };
  const plain = await fillOrganization(databaseUrl, filled);
  const sealed = await fillOrganization(databaseUrl, { ...filled, sealed: true });
  await fillFullText(databaseUrl, plain.id);
  const ids = { plain: await newestCalls(plain.id), sealed: await newestCalls(sealed.id) };
  const open = (of: FilledOrganization, calls: string[]) => (turn: number) =>
    read(of, (ctx) => getCall(ctx, { id: calls[turn % calls.length] ?? "" }));
  const pages = await measureInTurns({ plain: open(plain, ids.plain), sealed: open(sealed, ids.sealed) }, TURNS);
  const deliver = await deliveries(databaseUrl, { plain, sealed });
  const received = await measureInTurns({ plain: deliver(plain), sealed: deliver(sealed) }, TURNS);
  const searches: Figure[] = [];
  for (const search of SEARCHES) searches.push(await benchSearch(plain, sealed, search));
  return [
    against("Page of a call, encrypted against plain", pages, 1.3),
    against("A delivery of 4 kB without HTTP, encrypted against plain", received),
    ...searches,
    await benchAudit(plain),
  ];
}

function against(name: string, { plain, sealed }: { plain: Times; sealed: Times }, most?: number): Figure {
  return {
    name,
    value: sealed.p50 / plain.p50,
    unit: "ratio",
    ...(most === undefined ? {} : { goal: { at_most: most } }),
    detail: `p50 ${ms(sealed.p50)} against ${ms(plain.p50)}, p95 ${ms(sealed.p95)} against ${ms(plain.p95)}`,
  };
}

async function benchSearch(plain: FilledOrganization, sealed: FilledOrganization, search: string): Promise<Figure> {
  const words = (of: FilledOrganization) => () => read(of, (ctx) => listCalls(ctx, ListCalls.parse({ search })));
  // What a search would be without a wall or keys: the database's own full text, by the login role, ids alone.
  const fullText = () =>
    sqlPool().unsafe(
      `select call_id from bench_full_text where org_id = $1 and words @@ plainto_tsquery('english', $2)
        order by started_at desc limit 1001`,
      [plain.id, search],
      { prepare: true },
    );
  const times = await measureInTurns({ sealed: words(sealed), plain: words(plain), full: fullText }, TURNS / 3);
  return {
    name: `Encrypted search of ${TRANSCRIPTS.toLocaleString("en")} transcripts for “${search}”, p95`,
    value: times.sealed.p95,
    unit: "ms",
    goal: { at_most: 100 },
    detail: `p50 ${ms(times.sealed.p50)}; kept plain p95 ${ms(times.plain.p95)}; plain full text p95 ${ms(times.full.p95)} (ratio ${(times.sealed.p95 / times.full.p95).toFixed(1)})`,
  };
}

async function benchAudit(of: FilledOrganization): Promise<Figure> {
  const subject = { type: "organization", id: of.id } as const;
  const fact = (ctx: Context) =>
    ctx.tx
      .insertInto("events")
      .values({
        ...{ org_id: ctx.org.id, name: "organization.updated", subject_type: "organization", subject_id: of.id },
        ...{ actor_type: "user", actor_id: ctx.actor.id, data: {}, request_id: "bench" },
      })
      .execute();
  const times = await measureInTurns(
    {
      without: () => read(of, fact),
      audited: () => read(of, (ctx) => recordEvent(ctx, { name: "organization.updated", subject, data: {} })),
    },
    TURNS,
  );
  return {
    name: "A change with its entry in the audit log, against the same without",
    value: times.audited.p50 / times.without.p50,
    unit: "ratio",
    detail: `p50 ${ms(times.audited.p50)} against ${ms(times.without.p50)}: ${ms(times.audited.p50 - times.without.p50)} more`,
  };
}

async function fillFullText(databaseUrl: string, orgId: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`
    create table public.bench_full_text as
      select c.org_id, c.id as call_id, c.started_at,
        to_tsvector('english', jsonb_path_query_array(t.turns, '$[*].text')::text) as words
      from public.calls c join public.transcripts t on t.org_id = c.org_id and t.call_id = c.id where c.org_id = '${orgId}';
    create index on public.bench_full_text using gin (words);
    analyze public.bench_full_text, public.transcripts`);
  await sql.end();
}

// A few, read again and again: that they are read is written down once, and measured by itself.
async function newestCalls(orgId: string): Promise<string[]> {
  const rows = await sqlPool()<{ id: string }[]>`
    select c.id from public.calls c join public.transcripts t on t.org_id = c.org_id and t.call_id = c.id
    where c.org_id = ${orgId} order by c.started_at desc limit 5`;
  return rows.map(({ id }) => id);
}

/** Deliveries as the road takes them once their signature is proven. */
async function deliveries(
  databaseUrl: string,
  { plain, sealed }: { plain: FilledOrganization; sealed: FilledOrganization },
) {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const agents = await sql<{ id: string; org_id: string; provider: "retell" }[]>`
    select distinct on (org_id) id, org_id, provider from public.agents
    where org_id in (${plain.id}, ${sealed.id}) and provider = 'retell' order by org_id, id`;
  await sql.end();
  return (of: FilledOrganization) => () => {
    const agent = agents.find(({ org_id }) => org_id === of.id);
    if (!agent) throw new Error("There is no agent");
    const signer = { ...agent, token: "", secret: "bench", vendor_agent_id: "agent_bench" };
    const { body } = signedCallEnded(signer, 4_000);
    return receiveDelivery({
      agent: {
        ...agent,
        secret_ciphertext: null,
        auth_scheme: "retell_signature",
        auth_config: {},
        status: "validated",
        vendor_agent_id: null,
      },
      body,
      headers: new Headers(),
      requestId: randomUUID(),
    });
  };
}

function read<T>(of: FilledOrganization, work: (ctx: Context) => Promise<T>): Promise<T> {
  return withMember(of, of.slug, (tx, { org, role }) =>
    work({ org, tx, log: logger(), requestId: "bench", actor: { type: "user", id: of.userId, role } }),
  );
}
