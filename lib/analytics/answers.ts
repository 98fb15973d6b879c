import { z } from "zod";

/** What the API answers about analytics. */

const AboutCredential = z.object({ id: z.uuid(), label: z.string(), vendor: z.string() });

export const OverviewAnswer = z.object({
  now: z.string(),
  time_zone: z.string(),
  today: z.object({ calls: z.number() }),
  yesterday_until_now: z.object({ calls: z.number() }).describe("Yesterday until the same time of day."),
  live_calls: z.number(),
  agents: z.object({
    total: z.number(),
    validated: z.number(),
    rejecting: z.number().describe("Validated, and its newest delivery was refused."),
    waiting: z.number(),
    paused: z.number(),
  }),
  attention: z.array(
    z.union([
      z.object({
        agent: z.object({ id: z.uuid(), name: z.string() }),
        kind: z.literal("agent_rejecting"),
        rejected: z.number(),
        reason: z.string().nullable(),
        at: z.iso.datetime().nullable(),
      }),
      z.object({
        agent: z.object({ id: z.uuid(), name: z.string() }),
        kind: z.literal("calls_missing"),
        missing: z.number(),
        at: z.iso.datetime().nullable(),
      }),
      z.object({
        agent: z.object({ id: z.uuid(), name: z.string() }),
        kind: z.literal("reconciliation_failing"),
        reason: z.string(),
        at: z.iso.datetime().nullable(),
      }),
      z.object({
        kind: z.literal("deliveries_failed"),
        deliveries: z.number().describe("Understood, and could not be applied; counted to a hundred."),
        capped: z.boolean().describe("Whether there are more."),
      }),
      z.object({
        kind: z.literal("deliveries_unusable"),
        deliveries: z.number().describe("Authentic, and say nothing that can be used; counted to a hundred."),
        capped: z.boolean().describe("Whether there are more."),
      }),
      z.object({
        kind: z.literal("calls_to_review"),
        calls: z.number().describe("Those that `review=needed` finds; counted to a hundred."),
        capped: z.boolean().describe("Whether there are more."),
      }),
      z.object({
        agent: z.object({ id: z.uuid(), name: z.string() }),
        kind: z.literal("agent_drifted"),
        problems: z.array(
          z.enum(["gone", "webhook_missing", "webhook_elsewhere", "unpublished", "unsigned", "events_missing"]),
        ),
        at: z.iso.datetime().nullable(),
      }),
      z.object({
        agent: z.object({ id: z.uuid(), name: z.string() }),
        kind: z.literal("unusual_hour"),
        hour: z.string(),
        spike: z.enum(["more_calls", "fewer_calls", "more_failures"]),
        count: z.number().describe("Calls of the hour, or of these the failed ones."),
        usual: z.number().describe("The median of the same hour in earlier weeks."),
      }),
      z.object({
        agent: z.object({ id: z.uuid(), name: z.string() }),
        kind: z.literal("agent_waiting"),
        at: z.iso.datetime(),
      }),
      z.object({
        kind: z.literal("credential_expired"),
        credential: AboutCredential,
        at: z.iso.datetime().describe("Since when its vendor is asked nothing."),
      }),
      z.object({
        kind: z.literal("credential_expiring"),
        credential: AboutCredential,
        at: z.iso.datetime().describe("When it ends, within two weeks."),
      }),
    ]),
  ),
  has_calls: z.boolean().describe("Whether any call was ever received."),
});

export const FiguresAnswer = z.object({
  calls: z.number(),
  ended_calls: z.number().describe("Reached a final state; of these failed, and connected: there was a conversation."),
  error_calls: z.number(),
  connected_calls: z.number(),
  conversation_calls: z.number().describe("Connected, and not to voicemail."),
  contained_calls: z.number().describe("Conversations that the agent held to the end alone."),
  duration_ms: z.number(),
  cost_micros: z.number(),
  billable_calls: z.number(),
  billable_duration_ms: z.number(),
  billable_cost_micros: z.number(),
  analyzed_calls: z.number().describe("Their analysis says whether they reached their aim."),
  successful_calls: z.number(),
  success: z.number().nullable().describe("Calls that reached their aim, of those whose analysis says."),
  containment: z
    .number()
    .nullable()
    .describe(
      "Conversations that the agent held to the end alone: no person was called for. Voicemail is no conversation.",
    ),
  positive_calls: z.number(),
  neutral_calls: z.number(),
  negative_calls: z.number(),
  latency_p50_ms: z.number().nullable().describe("Median and 90th percentile of the calls' own median latencies."),
  latency_p90_ms: z.number().nullable().describe("Null with fewer than ten measured calls: it would be the slowest."),
});

export const PeriodFiguresAnswer = z.object({
  now: z.string(),
  time_zone: z.string(),
  currency: z.string(),
  period: z.object({
    from: z.string().describe('First and last day, "2026-11-21"; `days` of them.'),
    to: z.string(),
    days: z.number(),
    previous_from: z.string(),
    previous_to: z.string(),
    is_running: z.boolean().describe("Whether its last day is not over."),
  }),
  figures: FiguresAnswer,
  previous: FiguresAnswer,
  unit: z.enum(["hour", "day"]).describe("Hours of the clock up to two days, days beyond."),
  bins: z.array(
    z.object({
      day: z.string().describe('Local day, "2026-11-21".'),
      hour: z
        .number()
        .nullable()
        .describe(
          "Hour of the local day; null for a day. The hour that daylight saving repeats comes twice, the one it skips not at all.",
        ),
      starts_at: z.iso
        .datetime()
        .nullable()
        .describe("First moment of an hour; null for a day. A list of calls from it to an hour later holds its calls."),
      now: FiguresAnswer.nullable().describe("Null: it has not begun."),
      before: FiguresAnswer.nullable().describe(
        "The same place in the period before, whole; null where that period has no such hour.",
      ),
    }),
  ),
  agents: z
    .array(
      z.object({
        agent: z.object({ id: z.uuid(), name: z.string(), provider: z.enum(["retell", "vapi"]) }),
        figures: FiguresAnswer,
        previous: FiguresAnswer,
      }),
    )
    .describe("Busiest first."),
  week: z
    .array(z.array(z.number()))
    .nullable()
    .describe("Calls by weekday (Monday first) and hour of the day; null for a period of less than a week."),
});
