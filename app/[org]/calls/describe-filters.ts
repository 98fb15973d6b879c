import { explainDisconnection } from "@/lib/voice/disconnection-reasons";
import { nameInWords } from "../../_ui/format/format-field";
import { WORDS } from "./filter-words";
import type { FilterName, Filters } from "./filters";

/** One active filter, in words, and the parameters that make it. */
export type ActiveFilter = { label: string; value: string; names: FilterName[] };

/** The active filters that have no place of their own in the bar, in the order of the panel. */
export function activeFilters(filters: Filters, agents: readonly { id: string; name: string }[]): ActiveFilter[] {
  const some = (name: FilterName, label: string, value: string | null | undefined): ActiveFilter[] =>
    value ? [{ label, value, names: [name] }] : [];
  const worded = (name: keyof typeof WORDS, label: string) =>
    some(name, label, filters[name].map((value) => (WORDS[name] as Record<string, string>)[value] ?? value).join(", "));
  return [
    ...some(
      "agent_id",
      "Agent",
      filters.agent_id.map((id) => agents.find((agent) => agent.id === id)?.name ?? "…").join(", "),
    ),
    ...worded("provider", "Vendor"),
    ...worded("direction", "Direction"),
    ...worded("status", "Status"),
    ...worded("outcome", "Outcome"),
    ...some("disconnection_reason", "How it ended", reasonsInWords(filters.disconnection_reason)),
    ...worded("sentiment", "Sentiment"),
    ...some(
      "is_billable",
      "Billable",
      filters.is_billable === null ? null : filters.is_billable === "true" ? "Billable" : "Test",
    ),
    ...some(
      "successful",
      "Aim",
      filters.successful === null ? null : filters.successful === "true" ? "reached" : "not reached",
    ),
    ...some("review", "Review", filters.review === "needed" ? "needed" : filters.review && "done"),
    ...some(
      "contained",
      "Containment",
      filters.contained === null ? null : filters.contained === "true" ? "held by the agent" : "handed over",
    ),
    ...range(filters, "duration_ms", "Length", (ms) => `${ms / 1000} s`),
    ...range(filters, "latency_p50_ms", "Latency", (ms) => `${ms} ms`),
    ...range(filters, "cost_micros", "Cost", (micros) => String(micros / 1_000_000)),
    ...some("tool", "Tool", filters.tool.map(nameInWords).join(", ")),
    ...some("field", "Field", filters.field.map(fieldInWords).join(", ")),
    ...some("number", "Number", filters.number),
  ];
}

function reasonsInWords(reasons: readonly string[]): string {
  return [...new Set(reasons.map((reason) => explainDisconnection(reason).label))].join(", ");
}

function fieldInWords(field: string): string {
  const at = field.indexOf(":");
  return at === -1 ? nameInWords(field) : `${nameInWords(field.slice(0, at))} ${field.slice(at + 1)}`;
}

function range(
  filters: Filters,
  figure: "duration_ms" | "latency_p50_ms" | "cost_micros",
  label: string,
  inWords: (value: number) => string,
): ActiveFilter[] {
  const [min, max] = [filters[`min_${figure}`], filters[`max_${figure}`]];
  if (min === null && max === null) return [];
  const value =
    min !== null && max !== null
      ? `${inWords(Number(min))} – ${inWords(Number(max))}`
      : min !== null
        ? `≥ ${inWords(Number(min))}`
        : `≤ ${inWords(Number(max))}`;
  return [{ label, value, names: [`min_${figure}`, `max_${figure}`] }];
}
