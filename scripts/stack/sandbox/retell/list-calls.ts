import type { PhoneCallResponse } from "retell-sdk/resources/call";
import { z } from "zod";

const NumberFilter = z.union([
  z.strictObject({ type: z.literal("range"), op: z.literal("bt"), value: z.tuple([z.number(), z.number()]) }),
  z.strictObject({ type: z.literal("number"), op: z.enum(["eq", "ne", "gt", "ge", "lt", "le"]), value: z.number() }),
]);
const EnumFilter = z.strictObject({ type: z.literal("enum"), op: z.enum(["in", "ni"]), value: z.array(z.string()) });
const StringFilter = z.strictObject({
  type: z.literal("string"),
  op: z.enum(["eq", "ne", "sw", "ew", "co"]),
  value: z.string(),
});

/** Body of `POST /v3/list-calls`, as far as it is played; an unknown filter is refused rather than ignored. */
export const ListCalls = z.strictObject({
  filter_criteria: z
    .strictObject({
      start_timestamp: NumberFilter.optional(),
      end_timestamp: NumberFilter.optional(),
      duration_ms: NumberFilter.optional(),
      call_status: EnumFilter.optional(),
      direction: EnumFilter.optional(),
      disconnection_reason: EnumFilter.optional(),
      call_id: StringFilter.optional(),
      from_number: StringFilter.optional(),
      to_number: StringFilter.optional(),
      agent: z.array(z.strictObject({ agent_id: z.string(), version: z.array(z.number()).optional() })).optional(),
    })
    .default({}),
  limit: z.number().int().min(1).max(1000).default(50),
  skip: z.number().int().min(0).optional(),
  pagination_key: z.string().optional(),
  sort_order: z.enum(["ascending", "descending"]).default("descending"),
  include_total: z.boolean().default(false),
});

export type ListCalls = z.infer<typeof ListCalls>;

/** Filters, sorts and pages the calls of a workspace. `pagination_key` is the id of the last call of the page before. */
export function listCalls(calls: readonly PhoneCallResponse[], query: ListCalls) {
  const matching = calls.filter((call) => matches(call, query.filter_criteria)).sort(byStart(query.sort_order));
  const after = query.pagination_key ? matching.findIndex((call) => call.call_id === query.pagination_key) + 1 : 0;
  const from = after + (query.skip ?? 0);
  const items = matching.slice(from, from + query.limit);
  const has_more = from + items.length < matching.length;
  const last = items.at(-1);
  return {
    items,
    has_more,
    ...(has_more && last && { pagination_key: last.call_id }),
    ...(query.include_total && { total: matching.length }),
  };
}

const byStart = (order: ListCalls["sort_order"]) => (a: PhoneCallResponse, b: PhoneCallResponse) => {
  const difference = (a.start_timestamp ?? 0) - (b.start_timestamp ?? 0) || a.call_id.localeCompare(b.call_id);
  return order === "ascending" ? difference : -difference;
};

function matches(call: PhoneCallResponse, { agent, ...filters }: ListCalls["filter_criteria"]): boolean {
  const isWantedAgent =
    !agent ||
    agent.some(
      ({ agent_id, version }) => agent_id === call.agent_id && (version?.includes(call.agent_version) ?? true),
    );
  return (
    isWantedAgent && Object.entries(filters).every(([name, filter]) => !filter || passes(fieldOf(call, name), filter))
  );
}

const fieldOf = (call: PhoneCallResponse, name: string): unknown =>
  Object.entries(call).find(([key]) => key === name)?.[1];

type Filter = z.infer<typeof NumberFilter> | z.infer<typeof EnumFilter> | z.infer<typeof StringFilter>;

function passes(value: unknown, filter: Filter): boolean {
  if (filter.type === "enum") return filter.value.includes(String(value)) === (filter.op === "in");
  if (filter.type === "string") return passesText(String(value), filter);
  if (typeof value !== "number") return false;
  if (filter.type === "range") return value >= filter.value[0] && value <= filter.value[1];
  const against = filter.value;
  const answers = { eq: value === against, ne: value !== against, gt: value > against, ge: value >= against };
  return { ...answers, lt: value < against, le: value <= against }[filter.op];
}

function passesText(value: string, { op, value: against }: z.infer<typeof StringFilter>): boolean {
  const answers = { eq: value === against, ne: value !== against, sw: value.startsWith(against) };
  return { ...answers, ew: value.endsWith(against), co: value.includes(against) }[op];
}
