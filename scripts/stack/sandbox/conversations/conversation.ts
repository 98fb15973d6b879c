import type { CallerVoice } from "../speech/voices";

/** Who is heard. `transfer_target` is the person a call was handed to; the recording keeps them on the agent's side. */
export type Speaker = "agent" | "caller" | "transfer_target";

export type Line = { kind: "line"; speaker: Speaker; text: string };

/**
 * One use of a tool by the agent. Strings in `arguments` and `result` may hold `{{today}}`, `{{tomorrow}}` or a weekday
 * such as `{{thursday}}`; they become dates as seen from the day of the call.
 */
export type ToolUse = {
  kind: "tool";
  name: string;
  arguments: Record<string, unknown>;
  result: Record<string, unknown>;
  took_ms: number;
  successful: boolean;
};

/** The agent hands the call to a person; `bridged` means the person answered within `ring_ms`. */
export type Transfer = { kind: "transfer"; destination: string; ring_ms: number; outcome: "bridged" | "cancelled" };

export type Digit = { kind: "digit"; digit: string };

/** Nobody speaks, for instance while a caller looks for a card. */
export type Silence = { kind: "silence"; ms: number };

export type Step = Line | ToolUse | Transfer | Digit | Silence;

export type Ending =
  | "caller_hung_up"
  | "agent_hung_up"
  | "transferred"
  | "voicemail"
  | "inactivity"
  | "no_answer"
  | "busy"
  /** The vendor itself could not put the call through. */
  | "refused";

export type Persona = { name: string; numbers: [string, ...string[]] };

export type Industry = "clinic" | "dealer";

/** A written call. Everything a vendor reports about a call is derived from it, an identity and a start time. */
export type Conversation = {
  /** Kebab case, the file's name; part of recording addresses. */
  id: string;
  title: string;
  industries: Industry[];
  direction: "inbound" | "outbound";
  language: "en" | "es";
  /** Relative likelihood in traffic; the usual call is 10. */
  weight: number;
  ending: Ending;
  /** The person the words name. Without one, any of the fictional callers may be on the line. */
  persona?: Persona;
  caller_voice: CallerVoice;
  steps: Step[];
  analysis: {
    summary: string;
    sentiment: "Positive" | "Neutral" | "Negative" | "Unknown";
    successful: boolean;
    custom: Record<string, string | number | boolean>;
  };
};

export const agent = (text: string): Line => ({ kind: "line", speaker: "agent", text });
export const caller = (text: string): Line => ({ kind: "line", speaker: "caller", text });
export const colleague = (text: string): Line => ({ kind: "line", speaker: "transfer_target", text });
export const silence = (ms: number): Silence => ({ kind: "silence", ms });
export const digit = (value: string): Digit => ({ kind: "digit", digit: value });

export const transfer = (destination: string, ring_ms: number, outcome: Transfer["outcome"] = "bridged"): Transfer => ({
  kind: "transfer",
  destination,
  ring_ms,
  outcome,
});

export const tool = (
  name: string,
  toolArguments: Record<string, unknown>,
  result: Record<string, unknown>,
  took_ms: number,
): ToolUse => ({ kind: "tool", name, arguments: toolArguments, result, took_ms, successful: !("error" in result) });

/** True when somebody, a person or a machine, picked up. */
export const wasConnected = (conversation: Conversation): boolean =>
  conversation.ending !== "no_answer" && conversation.ending !== "busy" && conversation.ending !== "refused";
