import type { Turn } from "../voice/provider";
import { type CallName, openOfCall, sealOfCall } from "./fields";
import type { SealingVault, Vault } from "./vault";

/** The columns of transcripts `t` that `turnsOf` needs; with them the provider and vendor_call_id of the call. */
export const TRANSCRIPT = [
  "t.turns",
  "t.turns_ciphertext",
  "t.fragments",
  "t.fragments_ciphertext",
  "t.version",
] as const;

type Kept = {
  turns: unknown;
  turns_ciphertext: string | null;
  fragments: unknown;
  fragments_ciphertext: unknown;
  version: string | null;
};

type Heard = { turns: Turn[] | null; fragments: Record<string, unknown> | null };

/** What was heard as the columns keep it: plain, or sealed while health data is protected. */
export function transcriptColumns(vault: SealingVault, call: CallName, { turns, fragments }: Heard) {
  if (!vault.is_protected) return { turns, fragments };
  return {
    turns: null,
    fragments: null,
    turns_ciphertext: turns && sealOfCall(vault, call, { table: "transcripts", column: "turns_ciphertext" }, turns),
    fragments_ciphertext:
      fragments &&
      Object.fromEntries(
        Object.entries(fragments).map(([version, turn]) => [
          version,
          sealOfCall(vault, call, { table: "transcripts", column: "fragments_ciphertext" }, turn, version),
        ]),
      ),
  };
}

/**
 * What was said, in order: the turns of the newest snapshot, then the single utterances heard after it, however they are kept.
 * Fragments are keyed by a version that sorts by time as bytes (see `lib/ingest/facets`).
 */
export function turnsOf(vault: Vault, row: CallName & Kept): Turn[] {
  const { turns, fragments } = partsOf(vault, row);
  const later = Object.keys(fragments)
    .filter((version) => version > (row.version ?? ""))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((version) => fragments[version]);
  return [...turns, ...later].filter(isTurn);
}

/** The snapshot and the single utterances of a transcript, opened. */
export function partsOf(vault: Vault, row: CallName & Kept): { turns: unknown[]; fragments: Record<string, unknown> } {
  const open = (column: "turns_ciphertext" | "fragments_ciphertext", text: string, version?: string) =>
    openOfCall<unknown>(vault, row, { table: "transcripts", column }, text, version);
  const sealed = Object.entries(asRecord(row.fragments_ciphertext)).map(([version, text]) => [
    version,
    open("fragments_ciphertext", String(text), version),
  ]);
  const turns = row.turns_ciphertext === null ? row.turns : open("turns_ciphertext", row.turns_ciphertext);
  return {
    turns: Array.isArray(turns) ? turns : [],
    fragments: { ...asRecord(row.fragments), ...Object.fromEntries(sealed) },
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

// Written by ingest alone, from the closed type; a row of an older shape is left out rather than shown broken.
function isTurn(value: unknown): value is Turn {
  const turn = asRecord(value);
  return typeof turn.role === "string" && typeof turn.text === "string";
}
