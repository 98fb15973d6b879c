import type { Conversation, Speaker } from "../conversations/conversation";

/** One way of speaking: an eSpeak NG voice with variant, words per minute, pitch and its range (0 to 99). */
export type Voice = { name: string; rate: number; pitch: number; range: number };

export type CallerVoice = "woman" | "young_woman" | "older_woman" | "man" | "young_man" | "older_man" | "machine";

const AGENTS: Record<"clinic" | "dealer" | "spanish", Voice> = {
  clinic: { name: "en-us+Annie", rate: 172, pitch: 52, range: 58 },
  dealer: { name: "en-us+m3", rate: 176, pitch: 48, range: 55 },
  spanish: { name: "es-419+f3", rate: 168, pitch: 52, range: 55 },
};

const CALLERS: Record<CallerVoice, Voice> = {
  woman: { name: "en-us+f4", rate: 168, pitch: 46, range: 52 },
  young_woman: { name: "en-us+f2", rate: 186, pitch: 60, range: 62 },
  older_woman: { name: "en-us+f5", rate: 142, pitch: 40, range: 45 },
  man: { name: "en-us+m7", rate: 165, pitch: 42, range: 48 },
  young_man: { name: "en-us+m2", rate: 184, pitch: 54, range: 58 },
  older_man: { name: "en-us+m1", rate: 138, pitch: 30, range: 40 },
  machine: { name: "en-us+m5", rate: 190, pitch: 40, range: 25 },
};

const COLLEAGUE: Voice = { name: "en-us+m6", rate: 172, pitch: 44, range: 52 };

const SPANISH_CALLER: Voice = { name: "es-419+m3", rate: 160, pitch: 42, range: 50 };

/** The voice in which a speaker of a conversation is heard. */
export function voiceOf(conversation: Conversation, speaker: Speaker): Voice {
  if (speaker === "transfer_target") return COLLEAGUE;
  if (speaker === "caller") return conversation.language === "es" ? SPANISH_CALLER : CALLERS[conversation.caller_voice];
  if (conversation.language === "es") return AGENTS.spanish;
  return AGENTS[conversation.industries[0] ?? "clinic"];
}
