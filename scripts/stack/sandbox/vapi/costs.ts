import type { Vapi } from "@vapi-ai/server-sdk";
import { modelRequests } from "../calls/token-usage";
import type { Timeline } from "../speech/timeline";

type CostItem = Vapi.CallCostsItem;

/** Dollars: per minute of telephony, transcription and platform; per token of the model; per character of the voice. */
const PRICE = {
  transport_minute: 0.0085,
  transcriber_minute: 0.0105,
  vapi_minute: 0.05,
  prompt_token: 0.0000025,
  completion_token: 0.00001,
  voice_character: 0.0000325,
  analysis_prompt_token: 0.00000015,
  analysis_completion_token: 0.0000006,
} as const;

export type VapiCosts = { cost: number; costs: CostItem[]; costBreakdown: Vapi.CostBreakdown };

/** What a call cost in dollars, as the list of items and as the breakdown that Vapi reports side by side. */
export function vapiCosts(timeline: Timeline): VapiCosts {
  const minutes = dollars(timeline.duration_ms / 60_000);
  if (minutes === 0) return { cost: 0, costs: [], costBreakdown: { total: 0 } };
  const requests = modelRequests(timeline.steps);
  const promptTokens = requests.reduce((sum, request) => sum + request.prompt_tokens, 0);
  const completionTokens = requests.reduce((sum, request) => sum + request.completion_tokens, 0);
  const characters = timeline.steps.reduce(
    (sum, step) => sum + (step.kind === "line" && step.speaker === "agent" ? step.text.length : 0),
    0,
  );
  const analysisTokens = (requests.at(-1)?.prompt_tokens ?? 0) + 260;
  const cost = {
    transport: dollars(minutes * PRICE.transport_minute),
    stt: dollars(minutes * PRICE.transcriber_minute),
    llm: dollars(promptTokens * PRICE.prompt_token + completionTokens * PRICE.completion_token),
    tts: dollars(characters * PRICE.voice_character),
    vapi: dollars(minutes * PRICE.vapi_minute),
    analysis: dollars(analysisTokens * PRICE.analysis_prompt_token + 120 * PRICE.analysis_completion_token),
  };
  const total = dollars(Object.values(cost).reduce((sum, part) => sum + part, 0));
  return {
    cost: total,
    costs: [
      { type: "transport", provider: "twilio", minutes, cost: cost.transport },
      { type: "transcriber", transcriber: { provider: "deepgram", model: "nova-3" }, minutes, cost: cost.stt },
      {
        type: "model",
        model: { provider: "openai", model: "gpt-4.1" },
        promptTokens,
        completionTokens,
        cost: cost.llm,
      },
      { type: "voice", voice: { provider: "11labs", voiceId: "sarah" }, characters, cost: cost.tts },
      { type: "vapi", subType: "normal", minutes, cost: cost.vapi },
      {
        type: "analysis",
        analysisType: "summary",
        model: { provider: "openai", model: "gpt-4.1-mini" },
        promptTokens: analysisTokens,
        completionTokens: 120,
        cost: cost.analysis,
      },
    ],
    costBreakdown: {
      transport: cost.transport,
      stt: cost.stt,
      llm: cost.llm,
      tts: cost.tts,
      vapi: cost.vapi,
      total,
      llmPromptTokens: promptTokens,
      llmCompletionTokens: completionTokens,
      ttsCharacters: characters,
      analysisCostBreakdown: {
        summary: cost.analysis,
        summaryPromptTokens: analysisTokens,
        summaryCompletionTokens: 120,
      },
    },
  };
}

const dollars = (value: number): number => Number(value.toFixed(4));
