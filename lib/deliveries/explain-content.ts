import { createHash } from "node:crypto";
import { versionOf } from "../ingest/facets";
import type { CallEvent, Interpretation } from "../voice/provider";

/** One group of call columns a delivery speaks of, and whether the call still shows what this delivery said. */
export type SaidFacet = { name: string; values: Record<string, unknown>; current: boolean };

/** What a delivery says, in our words. */
export type DeliveryContent =
  | {
      outcome: "call";
      kind: CallEvent["kind"];
      at: string | null;
      facets: SaidFacet[];
      transcript: { kind: "snapshot" | "utterance"; turns: number } | null;
    }
  | { outcome: "ignored" | "unusable"; reason: string };

const HEALTH_DATA = new Set(["from_number", "to_number", "summary", "custom_analysis", "metadata"]);
const VENDOR_ADDRESSES = new Set(["recording_url", "recording_stereo_url"]);

/**
 * Explains an interpretation beside the call as it is now: a facet is current when its version is the one that won.
 * @param known.callFacets column `facets` of the call; undefined when there is no call
 * @param known.sees whether the reader may see health data
 * @param known.raw whether the reader may see the vendor's own addresses
 */
export function explainContent(
  interpretation: Interpretation,
  known: { eventKey: string; callFacets: unknown; raw: boolean; sees: boolean },
): DeliveryContent {
  if (interpretation.outcome !== "call") return { outcome: interpretation.outcome, reason: interpretation.reason };
  const { event } = interpretation;
  const version = versionOf(event, createHash("sha256").update(known.eventKey).digest("hex"));
  const won = known.callFacets as Record<string, string> | undefined;
  const facets = Object.entries(event.facets).flatMap(([name, values]) =>
    values ? [{ name, values: shown(values, known), current: won?.[name] === version }] : [],
  );
  return {
    outcome: "call",
    kind: event.kind,
    at: event.at_ms === null ? null : new Date(event.at_ms).toISOString(),
    facets,
    transcript: event.transcript
      ? {
          kind: event.transcript.kind,
          turns: event.transcript.kind === "snapshot" ? event.transcript.turns.length : 1,
        }
      : null,
  };
}

function shown(values: object, { raw, sees }: { raw: boolean; sees: boolean }): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => {
      if (!sees && HEALTH_DATA.has(column) && value) return [column, "hidden from viewers"];
      return [column, !raw && VENDOR_ADDRESSES.has(column) && value ? "kept by the vendor" : value];
    }),
  );
}
