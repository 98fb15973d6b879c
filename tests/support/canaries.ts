import { randomUUID } from "node:crypto";
import { makeAgent } from "./agent";
import { database } from "./database";
import { bodiesOfCall, deliver } from "./deliveries";

/** What only one caller says, is called from, and is told about; `words` is everything that must not be kept, or told, unseen. */
export type Canaries = { said: string; noted: string; number: string; words: string[] };

export function makeCanaries(): Canaries {
  const said = newWord();
  const noted = newWord();
  const digits = String(Math.floor(Math.random() * 9_000_000) + 1_000_000);
  return { said, noted, number: `+1917${digits}`, words: [said, noted, `917${digits}`] };
}

/** A word nobody else says, in whatever case it is kept. */
const newWord = () => `canary${randomUUID().replaceAll("-", "").slice(0, 12).replaceAll(/\d/g, "q")}`;

/** Everything a vendor sends about a call, with the canaries in every line that was said, every summary, address and number. */
export function withCanaries(bodies: readonly string[], { said, number }: Canaries): string[] {
  return bodies.map((body) =>
    body
      .replaceAll("+12125550123", number)
      .replaceAll(/"(content|message|summary|call_summary|transcript)":"/g, `$&${said} `)
      .replaceAll("https://recordings.invalid", `https://${said}.invalid`),
  );
}

/** A call that tells the canaries, from its vendor's deliveries; of a call under way only the first few have come. @returns its id */
export async function callWithCanaries(
  orgId: string,
  canaries: Canaries,
  {
    provider = "retell",
    deliveries,
    started_at,
  }: { provider?: "retell" | "vapi"; deliveries?: number; started_at?: number } = {},
): Promise<string> {
  const agent = await makeAgent(orgId, provider);
  const { bodies, call_id } = bodiesOfCall(agent, undefined, started_at === undefined ? {} : { started_at });
  for (const body of withCanaries(bodies, canaries).slice(0, deliveries)) {
    const answer = await deliver(agent, body);
    if (answer.status !== 200) throw new Error(`A delivery was answered ${answer.status}: ${answer.text}`);
  }
  const [row] = await database()<{ id: string }[]>`
    select id from public.calls where org_id = ${orgId} and vendor_call_id = ${call_id}`;
  if (!row) throw new Error("The deliveries made no call");
  return row.id;
}
