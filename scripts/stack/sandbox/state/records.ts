import type { Industry } from "../conversations/conversation";
import type { VapiAuthPlan } from "../vapi/sign";

export type Provider = "retell" | "vapi";

/** An account at a vendor: everything one API key may see. */
export type Workspace = { provider: Provider; api_key: string; id: string };

export const ACCOUNT_KINDS = ["twilio", "google_calendar", "creatomate", "slack", "openai"] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** An account at one of the other vendors. */
export type Account = {
  id: string;
  kind: AccountKind;
  /** What one copies out of the vendor's dashboard: a token, a key, a whole key file. */
  secret: string;
  /** `silent`: the vendor never answers about it; `suspended`: it is known and may do nothing. */
  manner: "open" | "silent" | "suspended";
};

export type AgentRecord = {
  id: string;
  provider: Provider;
  api_key: string;
  industry: Industry;
  /** E.164, the number the agent answers. */
  business_number: string;
  /** Conversations that traffic chooses from for this agent; null means all of its industry. */
  conversations: string[] | null;
  /** The vendor's own document of the agent, as its API answers and accepts it. */
  document: Record<string, unknown>;
  /** Retell: versions published so far, oldest first; `document` is the newest version, published or draft. */
  published?: Record<string, unknown>[];
  /** Retell: the response engine that the document names. */
  llm?: Record<string, unknown>;
  /** Vapi: the credential its server messages carry. */
  auth: VapiAuthPlan;
  created_at: number;
};

export type CallRecord = {
  id: string;
  provider: Provider;
  agent_id: string;
  api_key: string;
  conversation_id: string;
  caller_number: string;
  business_number: string;
  /** When the call was placed, by the clock on the wall. */
  placed_at: number;
  /** What the vendor reports as pick-up; see `schedule.ts`. */
  started_at: number;
  /** How much faster than real time the call runs; 0 is at once. */
  pace: number;
  faults: Fault[];
  /** True once every webhook has been handed over (or dropped). */
  finished: boolean;
  metadata?: Record<string, unknown>;
  dynamic_variables?: Record<string, string>;
  /** What somebody did to the call while it ran. */
  steering?: Steering;
};

/** Words put into the agent's mouth, and a hang-up or handover before the conversation's own end. */
export type Steering = {
  said: { offset_ms: number; text: string }[];
  ends?: { offset_ms: number; destination?: string };
};

export const FAULTS = ["duplicate", "delay", "reorder", "drop", "forge"] as const;
export type Fault = (typeof FAULTS)[number];

export type Settings = {
  /** Probability of each fault: `drop` and `reorder` are drawn once a call, the others for every delivery. */
  fault_probability: Record<Fault, number>;
  /** Faults that the next call placed will certainly have. */
  next_call: Fault[];
  /** How late a delayed delivery is. */
  delay_ms: number;
  /** Waits before Retell's retries; Retell documents three retries and no spacing. */
  retry_delays_ms: number[];
  traffic: { calls_per_minute: number; agents: string[]; pace: number };
};

export const DEFAULT_SETTINGS: Settings = {
  fault_probability: { duplicate: 0, delay: 0, reorder: 0, drop: 0, forge: 0 },
  next_call: [],
  delay_ms: 5_000,
  retry_delays_ms: [2_000, 10_000, 30_000],
  traffic: { calls_per_minute: 0, agents: [], pace: 4 },
};
