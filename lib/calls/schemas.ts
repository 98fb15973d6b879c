import { z } from "zod";
import type { CallerHashes } from "./resolve-caller";

const listOf = (value: unknown) => (value === undefined || Array.isArray(value) ? value : [value]);
const anyOf = <T extends z.ZodType>(schema: T) => z.preprocess(listOf, z.array(schema).max(20)).optional();
const yesOrNo = z
  .enum(["true", "false"])
  .transform((value) => value === "true")
  .optional();
const amount = z.coerce.number().int().min(0).max(1_000_000_000_000).optional();
const INT4 = 2_147_483_647;

export const callStatuses = ["registered", "ringing", "in_progress", "ended", "not_connected", "error"] as const;
export const outcomes = ["succeeded", "not_reached", "voicemail", "unknown"] as const;

/**
 * What narrows a list of calls. Names are those of the columns; what may be repeated means "any of", but `field`, of which
 * every one must hold. Durations milliseconds, money millionths of the call's currency.
 */
export const CallFilter = z.object({
  id: z.preprocess(listOf, z.array(z.uuid()).max(200)).optional(),
  agent_id: anyOf(z.uuid()),
  provider: anyOf(z.enum(["retell", "vapi"])),
  direction: anyOf(z.enum(["inbound", "outbound"])),
  status: anyOf(z.enum(callStatuses)),
  /** How the conversation came out: reached its aim or not, met voicemail, or was not analysed. */
  outcome: anyOf(z.enum(outcomes)),
  /** The vendors' own words; several of them can mean the same. */
  disconnection_reason: z.preprocess(listOf, z.array(z.string().min(1).max(200)).max(60)).optional(),
  sentiment: anyOf(z.enum(["positive", "neutral", "negative"])),
  is_billable: yesOrNo,
  successful: yesOrNo,
  /** Conversations that the agent held to the end alone, or those for which a person was called; voicemail is neither. */
  contained: yesOrNo,
  /** `needed`: it failed, missed its aim or left the caller unhappy, and nobody has looked at it. */
  review: z.enum(["needed", "reviewed"]).optional(),
  min_duration_ms: amount.pipe(z.number().max(INT4).optional()),
  max_duration_ms: amount.pipe(z.number().max(INT4).optional()),
  min_latency_p50_ms: amount.pipe(z.number().max(INT4).optional()),
  max_latency_p50_ms: amount.pipe(z.number().max(INT4).optional()),
  min_cost_micros: amount,
  max_cost_micros: amount,
  /** Name of a tool the agent used. */
  tool: anyOf(z.string().min(1).max(200)),
  /**
   * An answer of the vendor's analysis, `name:value`, or only `name` for calls that have one. Nested names are joined by dots;
   * what was attached to the call when it was placed lies below `metadata.`
   */
  field: anyOf(z.string().min(1).max(300)),
  /** Words that were all said in the call, in any form (plural, past …); exact phrases in "quotes". */
  search: z
    .string()
    .trim()
    .max(200, "Search for 200 characters at most.")
    .transform((value) => value || undefined)
    .optional(),
  /** First moment of `started_at`: an instant, or a date that means its beginning in the organization's time zone. */
  from: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  /** Last moment, exclusive for an instant; a date means until its end in the organization's time zone. */
  to: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  /** Digits a number begins with (with or without country code), or ends with. */
  number: z
    .string()
    .transform((value) => value.replace(/\D/g, ""))
    .pipe(z.string().min(3, "needs at least three digits").max(15))
    .optional(),
});

export const sortColumns = ["started_at", "duration_ms", "latency_p50_ms", "cost_micros"] as const;
export type SortColumn = (typeof sortColumns)[number];

/** `started_at` is oldest first, `-started_at` newest first, and so for the figures. */
const sorts = sortColumns.flatMap((column) => [column, `-${column}`] as const);

export const ListCalls = CallFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
  /** A call without the figure a list is sorted by is left out of it. */
  sort: z.enum(sorts).default("-started_at"),
  /** Callers' numbers are masked while health data is protected; `shown` has them whole, for those who may, and is on record. */
  numbers: z.enum(["shown"]).optional(),
});

export type CallFilter = z.infer<typeof CallFilter> & {
  /** What `number` means to the keyed hashes of numbers; `pageOfCalls` works it out. */
  caller?: CallerHashes;
};
export type ListCalls = z.infer<typeof ListCalls>;
