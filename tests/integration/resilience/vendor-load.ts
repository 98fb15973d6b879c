import { randomUUID } from "node:crypto";
import type { Conversation } from "../../../scripts/stack/sandbox/conversations/conversation";
import type { TestAgent } from "../../support/agent";
import { bodiesOfCall } from "../../support/deliveries";

/** Vendors give an answer ten seconds; refused deliveries come again. */
const ANSWER_WITHIN_MS = 10_000;
const RETRY_AFTER_MS = 100;

/** One attempt that has ended: when, how (a status, or why there was none), and the request id that the stored delivery carries. */
export type Attempt = { request_id: string; at: number; acknowledged: boolean; answer: string };

export type SentCall = { agent: TestAgent; conversation: Conversation; call_id: string };

/** Two vendors on a phone line each: calls without end, every delivery repeated until it is acknowledged. */
export class VendorLoad {
  readonly attempts: Attempt[] = [];
  readonly calls: SentCall[] = [];
  private placing = true;
  private next = 0;
  private readonly lanes: Promise<void>[];

  constructor(
    private readonly url: string,
    private readonly agents: readonly TestAgent[],
    private readonly conversations: readonly Conversation[],
    lanes: number,
  ) {
    this.lanes = Array.from({ length: lanes }, () => this.placeCalls());
  }

  acknowledged(since = 0): Attempt[] {
    return this.attempts.filter((attempt) => attempt.acknowledged && attempt.at >= since);
  }

  refused(since = 0): Attempt[] {
    return this.attempts.filter((attempt) => !attempt.acknowledged && attempt.at >= since);
  }

  /** How attempts have ended since then, such as `{ "503": 12 }`. */
  answers(since: number): Record<string, number> {
    const tally: Record<string, number> = {};
    for (const { at, answer } of this.attempts) if (at >= since) tally[answer] = (tally[answer] ?? 0) + 1;
    return tally;
  }

  /** No new calls; resolves when every delivery of the calls under way is acknowledged. */
  async finish(): Promise<void> {
    this.placing = false;
    await Promise.all(this.lanes);
  }

  private async placeCalls(): Promise<void> {
    while (this.placing) {
      const number = this.next++;
      const agent = this.agents[number % this.agents.length];
      const conversation = this.conversations[Math.floor(number / this.agents.length) % this.conversations.length];
      if (!agent || !conversation) throw new Error("A load needs agents and conversations");
      await this.placeCall(agent, conversation);
    }
  }

  private async placeCall(agent: TestAgent, conversation: Conversation): Promise<void> {
    const { call_id, bodies } = bodiesOfCall(agent, conversation);
    this.calls.push({ agent, conversation, call_id });
    for (const body of bodies) {
      while (!(await this.attempt(agent, body))) await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    }
  }

  private async attempt(agent: TestAgent, body: string): Promise<boolean> {
    const request_id = randomUUID();
    const answer = await fetch(`${this.url}${agent.path}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", "x-request-id": request_id, ...agent.headersFor(body) },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).then(
      async (response) => {
        await response.arrayBuffer();
        return String(response.status);
      },
      (error: unknown) => String(error),
    );
    const acknowledged = answer === "200";
    this.attempts.push({ request_id, at: Date.now(), acknowledged, answer });
    return acknowledged;
  }
}
