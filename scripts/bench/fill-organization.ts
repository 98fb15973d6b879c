import { randomBytes, randomUUID } from "node:crypto";
import postgres from "postgres";
import { termHash } from "../../lib/calls/search/term-hash";
import { type TermColumns, termsOfCall, toolsOf } from "../../lib/calls/search/terms-of-call";
import type { SealingVault } from "../../lib/phi/vault";
import type { Turn } from "../../lib/voice/provider";
import { vaultFor } from "../database/vault-for";
import { copyRows } from "../seed/copy-rows";
import { DEMO_BUSINESSES } from "../seed/demo-organizations";
import { makeOrganization } from "../seed/make-organization";
import { pastCalls } from "../seed/past-calls";
import { makeRandom } from "../seed/random";
import type { PastCall } from "../seed/write-call";
import { writeBatch, writeHistory } from "../seed/write-history";
import { createPerson } from "../stack/auth/create-person";

export type FilledOrganization = { id: string; slug: string; userId: string; sessionId: string };

/**
 * An organization with a year of calls, written in bulk, and its search index as the product would have filled it.
 * @param options.sealed its health data is kept encrypted
 * @param options.transcripts newest calls that have a transcript, and so can be found by what was said
 */
export async function fillOrganization(
  databaseUrl: string,
  { calls, transcripts, sealed = false }: { calls: number; transcripts: number; sealed?: boolean },
): Promise<FilledOrganization> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const [business] = DEMO_BUSINESSES;
  if (!business) throw new Error("There is no demo business");
  const slug = `bench-${randomBytes(4).toString("hex")}`;
  const now = Date.now();
  const random = makeRandom(slug);
  const userId = await createPerson(sql, { email: `${slug}@example.com`, password: slug, full_name: "Bench" }, 4);
  const people = { admin_id: userId, viewer_ids: [] };
  const organization = await makeOrganization(sql, { ...business, slug, name: slug }, people, { now, random });
  await sql`update public.organizations set phi_protection = ${sealed} where id = ${organization.id}`;
  const recordingsUrl = "http://127.0.0.1/recordings";
  const past = [...pastCalls(organization, { count: calls, now, recordingsUrl, random })];
  await writeHistory((batch) => writeBatch(sql, batch), past, { now, count: past.length, transcripts });
  await fillSearch(sql, await vaultFor(sql, organization.id), past, past.length - transcripts);
  await sql`
    insert into public.search_progress (org_id, last_event_id) values (${organization.id}, private.uuid_v7_floor(now()))`;
  await sql.unsafe("analyze public.calls, public.call_search, public.call_hourly_stats");
  const sessionId = randomUUID();
  await sql`
    insert into auth.sessions (id, user_id, aal, created_at, updated_at) values (${sessionId}, ${userId}, 'aal1', now(), now())`;
  await sql.end();
  return { id: organization.id, slug, userId, sessionId };
}

/** What the index holds of calls follows from their template and agent: written once for each, joined to every call. */
async function fillSearch(
  sql: postgres.Sql,
  vault: SealingVault,
  past: readonly PastCall[],
  silent: number,
): Promise<void> {
  const shapes = new Map<string, { number: number; terms: number[]; tools: string[] }>();
  const templates = new Map<PastCall["template"], number>();
  const shapeOf = (call: PastCall, heard: boolean) => {
    const template = templates.get(call.template) ?? templates.size;
    templates.set(call.template, template);
    const key = `${template} ${call.agent_id} ${heard}`;
    const known = shapes.get(key);
    if (known) return known.number;
    const turns = heard ? (JSON.parse(call.template.transcript?.turns ?? "[]") as Turn[]) : [];
    const terms = termsOfCall({ ...columnsOf(call), agent_id: call.agent_id, provider: call.provider }, turns);
    const shape = {
      number: shapes.size,
      terms: [...new Set(terms.map((term) => termHash(vault, term)))],
      tools: toolsOf(turns),
    };
    shapes.set(key, shape);
    return shape.number;
  };
  const rows = past.map((call, index) => [call.id, shapeOf(call, index >= silent)]);
  await sql.begin(async (tx) => {
    await tx.unsafe(`
      set local synchronous_commit = off; set local maintenance_work_mem = '1GB'; set local work_mem = '256MB';
      create temp table shape (number int, terms bigint[], tools text[]) on commit drop;
      create temp table shaped (call_id uuid, number int) on commit drop;
      drop index public.call_search_terms;`);
    await copyRows(
      tx,
      "shape",
      ["number", "terms", "tools"],
      [...shapes.values()].map(({ number, terms, tools }) => [number, `{${terms.join()}}`, `{${tools.join()}}`]),
    );
    await copyRows(tx, "shaped", ["call_id", "number"], rows);
    await tx.unsafe(`
      insert into public.call_search (org_id, call_id, started_at, duration_ms, latency_p50_ms, cost_micros, tools, terms)
      select c.org_id, c.id, c.started_at, c.duration_ms, c.latency_p50_ms, c.cost_micros, s.tools,
        array(select (private.week_of(c.started_at)::bigint << 52) | t from unnest(s.terms) t)
      from shaped d join shape s using (number) join public.calls c on c.id = d.call_id
      order by c.started_at;
      create index call_search_terms on public.call_search using gin (terms) with (fastupdate = off);`);
  });
}

function columnsOf({ template: { values } }: PastCall): Omit<TermColumns, "agent_id" | "provider"> {
  const of = <T>(name: string) => (values[name] ?? null) as T | null;
  return {
    direction: of<string>("direction"),
    disconnection_reason: of<string>("disconnection_reason"),
    sentiment: of<string>("sentiment"),
    successful: of<boolean>("successful"),
    voicemail: of<boolean>("voicemail"),
    duration_ms: of<number>("duration_ms"),
    latency_p50_ms: of<number>("latency_p50_ms"),
    cost_micros: of<number>("cost_micros"),
    custom_analysis: of<unknown>("custom_analysis"),
    metadata: of<unknown>("metadata"),
  };
}
