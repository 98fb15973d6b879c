import type { Turn } from "../../voice/provider";
import { isCommon, wordsOf } from "./words";

/** The columns of a call that it is found by, beside what was said. */
export type TermColumns = {
  agent_id: string;
  provider: string;
  direction: string | null;
  disconnection_reason: string | null;
  sentiment: string | null;
  successful: boolean | null;
  voicemail: boolean | null;
  duration_ms: number | null;
  latency_p50_ms: number | null;
  cost_micros: number | null;
  custom_analysis: unknown;
  metadata: unknown;
};

export type Outcome = "succeeded" | "not_reached" | "voicemail" | "unknown";

/** How the conversation came out, in one word. `outcomeIs` in `../filtered-calls` says the same in SQL. */
export function outcomeOf({ successful, voicemail }: Pick<TermColumns, "successful" | "voicemail">): Outcome {
  if (voicemail) return "voicemail";
  if (successful === null) return "unknown";
  return successful ? "succeeded" : "not_reached";
}

/** Where the scale of a figure begins, and how many steps it has: two for each doubling, so 1 s to 4 h are 28. */
const SCALES = {
  duration_ms: { from: 500, steps: 32 },
  latency_p50_ms: { from: 100, steps: 16 },
  cost_micros: { from: 2_000, steps: 28 },
} as const;

export type Figure = keyof typeof SCALES;
export const figures = Object.keys(SCALES) as Figure[];

function stepOf(figure: Figure, value: number): number {
  const { from, steps } = SCALES[figure];
  return value <= from ? 0 : Math.min(steps, Math.floor(2 * Math.log2(value / from)));
}

/** The terms of all calls whose figure lies within a range, and of some that lie just outside. */
export function rangeTerms(figure: Figure, min: number | undefined, max: number | undefined): string[] {
  const first = min === undefined ? 0 : stepOf(figure, min);
  const last = max === undefined ? SCALES[figure].steps : stepOf(figure, max);
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => term.step(figure, first + index));
}

export const term = {
  agent: (id: string) => `agent ${id}`,
  provider: (provider: string) => `provider ${provider}`,
  direction: (direction: string) => `direction ${direction}`,
  reason: (reason: string) => `reason ${reason}`,
  sentiment: (sentiment: string) => `sentiment ${sentiment}`,
  outcome: (outcome: Outcome) => `outcome ${outcome}`,
  successful: (successful: boolean) => `successful ${successful}`,
  tool: (name: string) => `tool ${name}`,
  field: (key: string, value?: string) =>
    value === undefined ? `field ${key}` : `field ${key}=${value.toLowerCase()}`,
  word: (stem: string) => `word ${stem}`,
  step: (figure: Figure, step: number) => `${figure} ${step}`,
};

const MOST_WORDS = 3000;

/** Names of the tools an agent used in a call. */
export function toolsOf(turns: readonly Turn[]): string[] {
  return [...new Set(turns.flatMap(({ role, tool }) => (role === "tool_call" && tool?.name ? [tool.name] : [])))];
}

/** Everything a call is found by, in plain words; `termHash` makes them unreadable. */
export function termsOfCall(call: TermColumns, turns: readonly Turn[]): string[] {
  return [
    term.agent(call.agent_id),
    term.provider(call.provider),
    ...(call.direction ? [term.direction(call.direction)] : []),
    ...(call.disconnection_reason ? [term.reason(call.disconnection_reason)] : []),
    ...(call.sentiment ? [term.sentiment(call.sentiment)] : []),
    ...(call.successful === null ? [] : [term.successful(call.successful)]),
    term.outcome(outcomeOf(call)),
    ...figures.flatMap((figure) => (call[figure] === null ? [] : [term.step(figure, stepOf(figure, call[figure]))])),
    ...fieldsOfCall(call).flatMap(([key, value]) =>
      value === null ? [term.field(key)] : [term.field(key), term.field(key, value)],
    ),
    ...toolsOf(turns).map(term.tool),
    ...[...stemsSaid(turns)].map(term.word),
  ];
}

const LONGEST_VALUE = 100;

/** What a call can be asked by name: answers of its analysis, and below `metadata.` what was attached when it was placed. */
export function fieldsOfCall({ custom_analysis, metadata }: Pick<TermColumns, "custom_analysis" | "metadata">) {
  return [...fieldsOf(custom_analysis), ...fieldsOf(metadata, "metadata")];
}

/**
 * Named values as flat pairs: nested names joined by dots, each element of a list by itself. Null stands for an answer that is
 * there and too long to be asked for by its words.
 */
export function fieldsOf(analysis: unknown, path = ""): [key: string, value: string | null][] {
  if (analysis === null || analysis === undefined) return [];
  if (Array.isArray(analysis)) return analysis.flatMap((each) => fieldsOf(each, path));
  if (typeof analysis === "object") {
    return Object.entries(analysis).flatMap(([key, value]) => fieldsOf(value, path ? `${path}.${key}` : key));
  }
  const value = String(analysis).trim();
  return path && value ? [[path, value.length <= LONGEST_VALUE ? value : null]] : [];
}

const SPEAKERS = new Set<Turn["role"]>(["agent", "caller", "transfer_target"]);

/** Turns in which somebody speaks: what a search looks through. */
export function isSpoken(turn: Pick<Turn, "role">): boolean {
  return SPEAKERS.has(turn.role);
}

function stemsSaid(turns: readonly Turn[]): Set<string> {
  const stems = new Set<string>();
  for (const turn of turns) {
    if (!isSpoken(turn)) continue;
    for (const word of wordsOf(turn.text)) {
      if (stems.size >= MOST_WORDS) return stems;
      if (!isCommon(word)) stems.add(word.stem);
    }
  }
  return stems;
}
