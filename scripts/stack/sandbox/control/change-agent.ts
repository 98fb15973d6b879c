import { changeDraft, llmOf, publishDraft } from "../retell/agent-versions";
import type { AgentRecord } from "../state/records";

/** What somebody may do to an agent in the vendor's own dashboard. */
export const CHANGES = ["prompt", "voice", "webhook_elsewhere", "webhook_removed", "unsign", "publish"] as const;
export type Change = (typeof CHANGES)[number];

const ELSEWHERE = "https://automation.example/hooks/calls";

/** Changes an agent behind Foyer's back. Retell: the newest draft; only publishing reaches callers. */
export function changeAgent(agent: AgentRecord, change: Change): void {
  if (agent.provider === "retell") changeRetell(agent, change);
  else changeVapi(agent, change);
}

function changeRetell(agent: AgentRecord, change: Change): void {
  if (change === "publish") publishDraft(agent);
  if (change === "prompt") {
    const llm = llmOf(agent);
    const general_prompt = `${llm.general_prompt} Ask for the name first.`;
    agent.llm = { ...llm, version: Number(llm.version) + 1, general_prompt };
    changeDraft(agent, {});
  }
  if (change === "voice") {
    changeDraft(agent, { voice_id: other(agent.document.voice_id, "11labs-Adrian", "11labs-Myra") });
  }
  if (change === "webhook_elsewhere") changeDraft(agent, { webhook_url: ELSEWHERE });
  if (change === "webhook_removed") changeDraft(agent, { webhook_url: null });
}

function changeVapi(agent: AgentRecord, change: Change): void {
  const { model, voice, server } = agent.document as Record<string, Record<string, unknown> | undefined>;
  const set = (changes: Record<string, unknown>) => {
    agent.document = { ...agent.document, ...changes, updatedAt: new Date().toISOString() };
  };
  if (change === "prompt") {
    const before = Array.isArray(model?.messages) ? model.messages.length : 0;
    set({
      model: {
        ...model,
        messages: [{ role: "system", content: `Answer the telephone. Draft ${before + 1}, ${Date.now()}.` }],
      },
    });
  }
  if (change === "voice") set({ voice: { ...voice, voiceId: other(voice?.voiceId, "sarah", "ryan") } });
  if (change === "webhook_elsewhere") set({ server: { ...server, url: ELSEWHERE } });
  if (change === "webhook_removed") set({ server: undefined });
  if (change === "unsign") {
    const { credentialId: _gone, ...rest } = server ?? {};
    set({ server: rest });
    agent.auth = { type: "none" };
  }
}

const other = (now: unknown, one: string, two: string) => (now === one ? two : one);
