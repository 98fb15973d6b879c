/** "appointment_booked" → "Appointment booked". */
export function nameInWords(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/[_\-.]+/g, " ")
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value of an organization's own analysis, for reading. Null for nothing. */
export function valueInWords(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map((each) => valueInWords(each) ?? "–").join(", ") || null;
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  // A local time without a zone is the business's own wall clock: shown as it was said.
  const local = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?$/.exec(text);
  return local ? `${local[1]} ${local[2]}` : text.replaceAll(/^([a-z]+(?:_[a-z]+)+)$/g, (word) => nameInWords(word));
}

const SPELLING = new Map(
  ["LLM", "TTS", "STT", "ASR", "GPT", "SMS", "US", "ElevenLabs", "OpenAI"].map((word) => [word.toLowerCase(), word]),
);

/** "elevenlabs_tts" → "ElevenLabs TTS", "gpt_4_1" → "GPT 4.1". */
export function componentInWords(label: string): string {
  return nameInWords(label)
    .replaceAll(/(\d) (?=\d)/g, "$1.")
    .split(" ")
    .map((word) => SPELLING.get(word.toLowerCase()) ?? word)
    .join(" ");
}

const STAGE: Partial<Record<string, string>> = {
  e2e: "Whole reply",
  asr: "Hearing",
  endpointing: "Waiting for a pause",
  llm: "Thinking",
  tts: "Speaking",
};

/** A stage of a reply whose latency a vendor measures: "llm" → "Thinking". */
export function stageInWords(stage: string): string {
  return STAGE[stage] ?? componentInWords(stage);
}
