import { describe, expect, test } from "vitest";
import { agentChannelOf } from "@/app/[org]/calls/[id]/_call/channels";
import { conversationTimeline } from "@/app/[org]/calls/[id]/_call/conversation-timeline";

const lines = conversationTimeline([
  { role: "agent", text: "Hello", start_ms: 0, end_ms: 2_000 },
  { role: "caller", text: "Hi", start_ms: 2_000, end_ms: 4_000 },
]);
const agent = [90, 100, 0, 1];
const caller = [2, 0, 80, 70];

describe("agentChannelOf", () => {
  test("is the channel that sounds while the agent speaks", () => {
    expect(agentChannelOf([agent, caller], lines, 4_000)).toBe(0);
    expect(agentChannelOf([caller, agent], lines, 4_000)).toBe(1);
  });

  test("is unknown where the sound does not tell", () => {
    expect(agentChannelOf([agent], lines, 4_000)).toBeNull();
    expect(agentChannelOf([agent, agent], lines, 4_000)).toBeNull();
    expect(agentChannelOf([agent, caller], [], 4_000)).toBeNull();
    expect(agentChannelOf([agent, caller], lines, 0)).toBeNull();
  });
});
