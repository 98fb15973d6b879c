import { FACET_COLUMNS, facetNames } from "./facets";

const columns = facetNames.flatMap((facet) =>
  Object.entries(FACET_COLUMNS[facet]).map(([column, type]) => ({ facet, column, type })),
);

/** What a version must be to win over the one that is there. That a delivery wins over itself lets it be understood anew. */
type Winner = ">" | ">=";

// The greatest version wins, facet by facet; versions compare as bytes.
function wins(facet: string, winner: Winner): string {
  return `(excluded.facets->>'${facet}') collate "C" ${winner} coalesce(c.facets->>'${facet}', '')`;
}

function assignment({ facet, column }: { facet: string; column: string }, winner: Winner): string {
  // Without a start of its own, a call began when its first event was seen.
  const otherwise =
    column === "started_at"
      ? "case when c.facets ? 'start' then c.started_at else least(c.started_at, excluded.started_at) end"
      : `c.${column}`;
  return `${column} = case when ${wins(facet, winner)} then excluded.${column} else ${otherwise} end`;
}

const mergedFacets = `jsonb_strip_nulls(jsonb_build_object(${facetNames
  .map(
    (facet) => `'${facet}', greatest((c.facets->>'${facet}') collate "C", (excluded.facets->>'${facet}') collate "C")`,
  )
  .join(", ")}))`;

function selected({ column }: { column: string }): string {
  if (column === "status") return "coalesce(v.status, 'registered')";
  if (column === "started_at") return "coalesce(v.started_at, (f.change->>'seen_at')::timestamptz)";
  if (column === "channel") return "coalesce(v.channel, 'phone')";
  return `v.${column}`;
}

/**
 * Upserts the calls that the rows of `source` change. Rows carry `agent_id, provider, vendor_call_id, source, change`; at
 * most one row per call. Rows are locked in the order of their call ids, so that concurrent statements cannot deadlock.
 */
export function mergeCallsSql(source: string, winner: Winner = ">"): string {
  return `
  insert into public.calls as c (
    id, org_id, agent_id, provider, vendor_call_id, is_billable, billable_reason, facets, ${columns.map(({ column }) => column).join(", ")}
  )
  select (f.change->>'call_id')::uuid, private.current_org(), f.agent_id, f.provider, f.vendor_call_id,
    f.source <> 'test', case when f.source = 'test' then 'Test delivery sent from the dashboard' end,
    f.change->'versions', ${columns.map(selected).join(", ")}
  from ${source} f
  cross join lateral jsonb_to_record(f.change->'values') as v(${columns.map(({ column, type }) => `${column} ${type}`).join(", ")})
  where f.change is not null
  order by f.provider, f.vendor_call_id
  on conflict (org_id, provider, vendor_call_id) do update set
    ${columns.map((column) => assignment(column, winner)).join(",\n    ")},
    facets = ${mergedFacets},
    updated_at = clock_timestamp()
  returning c.id, c.provider, c.vendor_call_id, c.status, c.facets, c.xmax = 0 as created`;
}

// What was heard after the newest snapshot, by version.
const stillLater = (column: string) => `(
      select coalesce(jsonb_object_agg(key, value), '{}')
      from jsonb_each(t.${column} || excluded.${column})
      where key collate "C" > greatest(t.version collate "C", excluded.version collate "C")
    )`;

/** Merges transcripts of the rows of `source` into the calls of `merged`: the newest snapshot, and utterances newer than it. */
export function mergeTranscriptsSql(source: string, merged: string, winner: Winner = ">"): string {
  const newer = `excluded.version collate "C" ${winner} t.version`;
  return `
  insert into public.transcripts as t (org_id, call_id, turns, turns_ciphertext, fragments, fragments_ciphertext, version)
  select private.current_org(), m.id, coalesce(nullif(f.change->'turns', 'null'), '[]'), f.change->>'turns_ciphertext',
    coalesce(nullif(f.change->'fragments', 'null'), '{}'), coalesce(nullif(f.change->'fragments_ciphertext', 'null'), '{}'),
    f.change->>'transcript_version'
  from ${source} f
  join ${merged} m on m.provider = f.provider and m.vendor_call_id = f.vendor_call_id
  where f.change is not null and (
    f.change->'turns' <> 'null' or f.change->'fragments' <> 'null'
    or f.change->>'turns_ciphertext' is not null or f.change->'fragments_ciphertext' <> 'null'
  )
  order by m.id
  on conflict (org_id, call_id) do update set
    turns = case when ${newer} then excluded.turns else t.turns end,
    turns_ciphertext = case when ${newer} then excluded.turns_ciphertext else t.turns_ciphertext end,
    version = greatest(t.version collate "C", excluded.version collate "C"),
    fragments = ${stillLater("fragments")},
    fragments_ciphertext = ${stillLater("fragments_ciphertext")},
    updated_at = clock_timestamp()
  returning t.call_id`;
}

/** Which facets of a row are now the winning ones: `["status","end"]`, read against the merged call. */
export const wonFacetsSql = `
  (select coalesce(jsonb_agg(key order by key), '[]') from jsonb_each_text(f.change->'versions') where m.facets->>key = value)`;
