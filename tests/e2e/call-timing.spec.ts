import { formatLatency } from "@/app/_ui/format/format-duration";
import { CONVERSATIONS } from "../../scripts/stack/sandbox/conversations/catalogue";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { expectComplaint } from "../support/plant";
import { postDelivery, served } from "../support/post-delivery";
import { transcriptLines } from "../support/transcript-lines";

/** What Vapi's report says of a call's parts: seconds from its start, the clock at begin and end in milliseconds. */
type Said = { role: string; secondsFromStart: number; time: number; endTime?: number; name?: string };
type Report = { message: { type: string; artifact?: { messages: Said[] } } };

const saidIn = (body: string) => (JSON.parse(body) as Report).message.artifact?.messages ?? [];

/** The report with another time in it; everything else as the vendor sent it. */
function retimed(body: string, change: (said: Said[]) => void): string {
  const report = JSON.parse(body) as Report;
  if (report.message.type === "end-of-call-report") change(report.message.artifact?.messages ?? []);
  return JSON.stringify(report);
}

const after = (said: readonly Said[], role: string, from: number) =>
  said.findIndex((part, index) => index >= from && part.role === role);

async function readTimes({ page, context }: Journey, change: (said: Said[]) => void = () => {}) {
  const conversation = CONVERSATIONS.find(({ steps }) => steps.some(({ kind }) => kind === "tool"));
  const call = await makeCall({
    ...served(),
    provider: "vapi",
    ...(conversation && { conversation }),
    send: (agent, body) => postDelivery(agent, retimed(body, change)),
  });
  const said = saidIn(call.bodies.at(-1) ?? "");
  const asked = said[after(said, "tool_calls", 0)];
  const result = said[after(said, "tool_call_result", 0)];
  const caller = after(said, "user", 0);
  const question = said[caller];
  const answer = said[after(said, "bot", caller)];
  if (!asked || !result?.name || !question || !answer) throw new Error("The conversation has no tool or no answer");
  const ms = (seconds: number) => Math.round(seconds * 1000);
  const took = ms(result.secondsFromStart - asked.secondsFromStart);
  const delay = ms(answer.secondsFromStart - question.secondsFromStart) - ((question.endTime ?? 0) - question.time);

  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  const tool = transcriptLines(page).filter({ hasText: result.name }).first();
  await expect(tool).toContainText(`took ${formatLatency(took)}`);
  await expect(page.getByText(/^answered after /).first()).toHaveText(`answered after ${formatLatency(delay)}`);
}

test("a tool's time and the agent's delay stand in the conversation, as the vendor timed them", ({ page, context }) =>
  readTimes({ page, context }));

test("control: a tool's time that is not the vendor's is noticed", async ({ page, context }) => {
  const later = (said: Said[]) => {
    for (const part of said) if (part.role === "tool_call_result") part.secondsFromStart += 4;
  };
  await expectComplaint(() => readTimes({ page, context }, later), /toContainText.*- took .*took \d/s);
});

test("control: a delay that is not the vendor's is noticed", async ({ page, context }) => {
  const longer = (said: Said[]) => {
    const question = said[after(said, "user", 0)];
    if (question?.endTime) question.endTime -= 300;
  };
  await expectComplaint(() => readTimes({ page, context }, longer), /toHaveText.*answered after/s);
});
