import { analysisOf, metadataOf, partyOf, recordingOf, sealCallValues } from "./call-values";
import { bodyColumns, openBody, openQuery, queryColumns } from "./fields";
import { partsOf, transcriptColumns } from "./transcript";
import type { SealingVault } from "./vault";

type Row = Record<string, unknown>;

/** A table that keeps health data, and how one of its rows is written as its organization keeps it now. */
export type MovableTable = {
  table: "calls" | "transcripts" | "inbound_events" | "notes" | "saved_views";
  row_id: "id" | "call_id";
  /** Which rows `t` hold something plain, and which something sealed. */
  plain: string;
  sealed: string;
  /** More of a row than its own columns: the vendor's name of its call. */
  join?: string;
  /** All columns that say the same in another form. */
  rewrite(vault: SealingVault, row: Row): Row;
};

const NAMED =
  ", c.provider, c.vendor_call_id from transcripts t join calls c on c.org_id = t.org_id and c.id = t.call_id";

/** Everything that follows when the protection of health data is turned on or off. */
export const movableTables: readonly MovableTable[] = [
  {
    table: "calls",
    row_id: "id",
    plain:
      "num_nonnulls(t.from_number, t.to_number, t.summary, t.custom_analysis, t.recording_url, t.recording_stereo_url, t.metadata) > 0",
    sealed:
      "num_nonnulls(t.party_ciphertext, t.analysis_ciphertext, t.recording_ciphertext, t.metadata_ciphertext) > 0",
    rewrite: rewriteCall,
  },
  {
    table: "transcripts",
    row_id: "call_id",
    plain: "(t.turns <> '[]' or t.fragments <> '{}')",
    sealed: "(t.turns_ciphertext is not null or t.fragments_ciphertext <> '{}')",
    join: NAMED,
    rewrite: rewriteTranscript,
  },
  { table: "inbound_events", row_id: "id", ...ofBody("inbound_events") },
  { table: "notes", row_id: "id", ...ofBody("notes") },
  {
    table: "saved_views",
    row_id: "id",
    plain: "t.query is not null",
    sealed: "t.query_ciphertext is not null",
    rewrite: (vault, row) => {
      const kept = row as Parameters<typeof openQuery>[1];
      return queryColumns(vault, kept.id, openQuery(vault, kept));
    },
  },
];

function ofBody(table: "inbound_events" | "notes") {
  return {
    plain: "t.body is not null",
    sealed: "t.body_ciphertext is not null",
    rewrite: (vault: SealingVault, row: Row) => {
      const kept = row as Parameters<typeof openBody>[2];
      return bodyColumns(vault, { table, id: kept.id }, openBody(vault, table, kept));
    },
  };
}

const SEALED_FORM = {
  ...{ party_ciphertext: null, analysis_ciphertext: null, recording_ciphertext: null, metadata_ciphertext: null },
  ...{ caller_index: null, caller_ending_index: null },
};

function rewriteCall(vault: SealingVault, row: Row): Row {
  // A whole row of `calls`, read with all its columns.
  const call = row as Parameters<typeof partyOf>[1] &
    Parameters<typeof analysisOf>[1] &
    Parameters<typeof recordingOf>[1] &
    Parameters<typeof metadataOf>[1];
  const plain = {
    ...partyOf(vault, call),
    ...analysisOf(vault, call),
    ...recordingOf(vault, call),
    ...metadataOf(vault, call),
  };
  if (!vault.is_protected) return { ...SEALED_FORM, ...plain };
  const { direction: _, ...kept } = sealCallValues(vault, call, { direction: row.direction, ...plain });
  return { ...SEALED_FORM, ...kept };
}

function rewriteTranscript(vault: SealingVault, row: Row): Row {
  const kept = row as Parameters<typeof partsOf>[1];
  const { turns, fragments } = partsOf(vault, kept);
  if (!vault.is_protected) return { turns, fragments, turns_ciphertext: null, fragments_ciphertext: {} };
  const heard = { turns: turns.length > 0 ? (turns as never) : null, fragments };
  return { ...transcriptColumns(vault, kept, heard), turns: [], fragments: {} };
}
