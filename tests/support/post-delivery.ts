import type { TestAgent } from "./agent";

/** Posts an exact body to the served application, proven as its vendor proves it, and waits until it is kept. */
export async function postDelivery(agent: TestAgent, rawBody: string): Promise<void> {
  const answer = await fetch(`${process.env.PUBLIC_BASE_URL}${agent.path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...agent.headersFor(rawBody) },
    body: rawBody,
  });
  if (!answer.ok) throw new Error(`The delivery was answered ${answer.status}: ${await answer.text()}`);
}

/** How browser journeys make calls: sent to the served application, with a recording that the sandbox really serves. */
export const served = () => ({ send: postDelivery, recordings_url: `${process.env.SANDBOX_URL}/recordings` });
