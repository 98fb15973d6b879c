import { z } from "zod";

/** What the API answers about agents. */

export const AgentAnswer = z.object({
  id: z.uuid(),
  provider: z.enum(["retell", "vapi"]),
  name: z.string(),
  status: z.enum(["waiting", "validated", "paused"]),
  health: z
    .enum(["waiting", "validated", "paused", "failing"])
    .describe("`status`, or `failing` while the newest thing that happened, within a day, was a refused delivery."),
  vendor_agent_id: z.string().nullable(),
  webhook_url: z.string().describe("Where its vendor delivers."),
  shared_webhook_url: z
    .string()
    .nullable()
    .describe(
      "Vapi only: one address for all assistants; the secret says whose a delivery is. Null where its proof cannot be known there: a bearer token in a header other than `authorization` or `x-vapi-secret`, a signature without `vendor_agent_id`.",
    ),
  auth_scheme: z.enum(["retell_signature", "bearer", "shared_secret", "hmac"]),
  auth_config: z.record(z.string(), z.unknown()),
  secret_last_four: z.string().nullable(),
  validated_at: z.iso.datetime().nullable(),
  paused_at: z.iso.datetime().nullable(),
  last_delivery_at: z.iso.datetime().nullable(),
  rejections: z
    .object({ count: z.number(), last_at: z.iso.datetime(), reason: z.string(), words: z.string() })
    .nullable(),
  webhook_registered_at: z.iso.datetime().nullable(),
  reconciliation: z
    .object({
      at: z.iso.datetime(),
      hours: z.number().nullable(),
      vendor_calls: z.number().nullable(),
      missing_calls: z.number().nullable(),
      error: z.string().nullable(),
    })
    .nullable(),
  vendor_problems: z
    .array(z.enum(["gone", "webhook_missing", "webhook_elsewhere", "unpublished", "unsigned", "events_missing"]))
    .describe(
      "What of its configuration at the vendor keeps calls from arriving, when that was looked at, or why it could not be.",
    ),
  vendor_checked_at: z.iso.datetime().nullable(),
  vendor_check_error: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  version: z.string().describe("Another one whenever somebody has edited it; `If-Match` of a change."),
});

export const VendorChangeAnswer = z.object({
  seen_at: z.iso.datetime(),
  fields: z.array(
    z.object({
      field: z.enum([
        "name",
        "webhook_url",
        "events",
        "has_credential",
        "version",
        "is_published",
        "published_version",
        "published_webhook_url",
        "model",
        "voice",
        "language",
        "prompt_hash",
        "prompt_length",
        "tools",
      ]),
      before: z.union([z.string(), z.number(), z.array(z.string()), z.boolean()]).nullable(),
      after: z.union([z.string(), z.number(), z.array(z.string()), z.boolean()]).nullable(),
    }),
  ),
});

export const ListedAgentAnswer = AgentAnswer.extend({
  calls_by_day: z.array(z.number()).describe("Days without calls are 0."),
  latency_by_day: z
    .array(z.number().nullable())
    .describe("Median of the calls' median latencies (ms); null on days on which none was measured."),
  recent_deliveries: z
    .object({ usable: z.number(), all: z.number() })
    .describe("Of the newest deliveries, at most fifty: how many could be used."),
});

export const AgentPageAnswer = z.object({ data: z.array(ListedAgentAnswer), next_cursor: z.string().nullable() });

export const AgentNamesAnswer = z.object({
  data: z.array(z.object({ id: z.uuid(), name: z.string() })),
  next_cursor: z.string().nullable(),
});

export const AgentDetailAnswer = AgentAnswer.extend({
  calls_by_day: z.array(z.number()).describe("Days without calls are 0."),
  latency_by_day: z
    .array(z.number().nullable())
    .describe("Median of the calls' median latencies (ms); null on days on which none was measured."),
  recent_deliveries: z
    .object({ usable: z.number(), all: z.number() })
    .describe("Of the newest deliveries, at most fifty: how many could be used."),
  vendor: z
    .object({
      snapshot: z
        .object({
          name: z.string(),
          webhook_url: z.string().nullable(),
          events: z
            .array(z.string())
            .nullable()
            .describe("Which deliveries the vendor sends; null is the vendor's default."),
          has_credential: z
            .boolean()
            .nullable()
            .describe("Vapi: whether deliveries carry a proof. Retell always signs."),
          version: z.number().nullable().describe("Retell: the newest version, and the one callers reach."),
          is_published: z.boolean().nullable(),
          published_version: z.number().nullable(),
          published_webhook_url: z.string().nullable(),
          model: z.string().nullable(),
          voice: z.string().nullable(),
          language: z.string().nullable(),
          prompt_hash: z.string().nullable(),
          prompt_length: z.number().nullable(),
          tools: z.array(z.string()),
        })
        .nullable(),
      since: z.string().nullable(),
      changes: z.array(VendorChangeAnswer),
    })
    .describe("Its configuration at the vendor as seen last, since when it is so, and what changed before."),
  is_reconciling: z.boolean(),
  has_vendor_key: z.boolean(),
  vendor_key_problem: z.string().nullable().describe("Why the key that there is cannot be used any more."),
});

export const TestDeliveryAnswer = z.object({
  ok: z.boolean(),
  steps: z.array(
    z.object({
      name: z.enum(["applied", "signed", "answered", "stored", "visible"]),
      state: z.enum(["failed", "done", "skipped"]),
      ms: z.number().nullable(),
      note: z.string(),
    }),
  ),
  delivery_id: z.string().nullable(),
  call_id: z.uuid().nullable(),
  total_ms: z.number(),
});

export const VendorAgentsAnswer = z.object({
  data: z.array(z.object({ vendor_agent_id: z.string(), name: z.string(), webhook_url: z.string().nullable() })),
});

export const StartedReconciliationAnswer = z.object({ id: z.uuid(), state: z.literal("queued") });
