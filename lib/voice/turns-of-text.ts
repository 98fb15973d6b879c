import type { Turn } from "./provider";

const ROLES: Partial<Record<string, Turn["role"]>> = {
  agent: "agent",
  ai: "agent",
  assistant: "agent",
  bot: "agent",
  user: "caller",
  customer: "caller",
  "transfer target": "transfer_target",
};

/** Turns of a plain transcript (`Agent: …\nUser: …`), for calls of which the vendor kept no timings. */
export function turnsOfText(transcript: string): Turn[] {
  const turns: Turn[] = [];
  for (const line of transcript.split("\n")) {
    const match = /^([A-Za-z ]{2,20}):\s*(.*)$/.exec(line);
    const role = ROLES[match?.[1]?.toLowerCase() ?? ""];
    const last = turns.at(-1);
    if (role) turns.push({ role, text: match?.[2] ?? "", start_ms: null, end_ms: null });
    else if (line.trim() !== "" && last) last.text = `${last.text}\n${line.trim()}`;
    else if (line.trim() !== "") turns.push({ role: "note", text: line.trim(), start_ms: null, end_ms: null });
  }
  return turns;
}
