import { z } from "zod";
import { findConversation } from "../conversations/catalogue";
import { RETELL_EVENTS } from "../retell/payloads";
import { ACCOUNT_KINDS, FAULTS } from "../state/records";
import { CHANGES } from "./change-agent";

const provider = z.enum(["retell", "vapi"]);
const fault = z.enum(FAULTS);
const probability = z.number().min(0).max(1);

/** 0 is at once, 1 real time; slower than life would let vendor times run ahead of the clock. */
const pace = z.union([z.literal(0), z.number().min(1).max(1000)]);

const AuthPlan = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none") }),
  z.strictObject({ type: z.literal("secret"), token: z.string().min(1) }),
  z.strictObject({
    type: z.literal("bearer"),
    token: z.string().min(1),
    headerName: z.string().optional(),
    bearerPrefixEnabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal("hmac"),
    secretKey: z.string().min(1),
    algorithm: z.enum(["sha256", "sha512", "sha1"]).optional(),
    signatureHeader: z.string().optional(),
    timestampHeader: z.string().optional(),
    signaturePrefix: z.string().optional(),
    includeTimestamp: z.boolean().optional(),
    payloadFormat: z.string().optional(),
    messageIdHeader: z.string().optional(),
    signatureEncoding: z.enum(["hex", "base64"]).optional(),
    secretIsBase64: z.boolean().optional(),
    timestampUnit: z.enum(["s", "ms"]).optional(),
  }),
]);

export const NewAccount = z.strictObject({
  kind: z.enum(ACCOUNT_KINDS),
  manner: z.enum(["open", "silent", "suspended"]).default("open"),
});

export const NewWorkspace = z.strictObject({ provider, api_key: z.string().min(8) });

export const NewAgent = z
  .strictObject({
    provider,
    api_key: z.string().min(8),
    vendor_agent_id: z.string().min(1).optional(),
    name: z.string().min(1),
    webhook_url: z.url().nullable().optional(),
    events: z.array(z.string()).optional(),
    auth: AuthPlan.default({ type: "none" }),
    industry: z.enum(["clinic", "dealer"]).optional(),
    business_number: z
      .string()
      .regex(/^\+1\d{3}55501\d\d$/, { error: "must be a fictional number, +1 … 555 01…" })
      .optional(),
    conversations: z.array(z.string().refine((id) => findConversation(id), { error: "is no conversation" })).optional(),
  })
  .refine(
    ({ provider: vendor, events }) =>
      vendor === "vapi" || z.array(z.enum(RETELL_EVENTS)).safeParse(events ?? []).success,
    {
      error: `events must be among ${RETELL_EVENTS.join(", ")}`,
      path: ["events"],
    },
  );

export const AgentChange = z.strictObject({ change: z.enum(CHANGES) });

export const NewCall = z.strictObject({
  agent_id: z.string(),
  /** Left out: as likely as in life. */
  conversation: z.string().optional(),
  pace: pace.optional(),
  faults: z.array(fault).default([]),
  caller_number: z.string().optional(),
  assistant_request: z.boolean().default(false),
  metadata: z.record(z.string(), z.unknown()).optional(),
  dynamic_variables: z.record(z.string(), z.string()).optional(),
});

export const NewTraffic = z.strictObject({
  calls_per_minute: z.number().min(0).max(600),
  /** Ids of agents; empty means all. */
  agents: z.array(z.string()).optional(),
  pace: pace.optional(),
});

export const NewFaults = z.strictObject({
  probability: z.partialRecord(fault, probability).optional(),
  next_call: z.array(fault).optional(),
  delay_ms: z.number().int().min(0).max(600_000).optional(),
  retry_delays_ms: z.array(z.number().int().min(0)).max(3).optional(),
});
