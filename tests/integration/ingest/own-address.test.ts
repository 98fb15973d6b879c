import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { POST } from "@/app/webhooks/agent/[token]/route";
import { makeAgent, makeVapiAgent, type TestAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { callRoute, type RouteAnswer } from "../../support/http";
import { makeOrganization } from "../../support/organization";

let orgId = "";
beforeAll(async () => {
  orgId = (await makeOrganization()).id;
});

/** A token proves who sends, whatever the body; a signature proves one body. */
const proofs: [string, "token" | "signature", () => Promise<TestAgent>][] = [
  ["a Retell signature", "signature", () => makeAgent(orgId, "retell")],
  ["a bearer token", "token", () => makeVapiAgent(orgId, {})],
  [
    "a token in a header of the credential's own",
    "token",
    () => makeVapiAgent(orgId, { auth_config: { header_name: "x-clinic-token", bearer_prefix: false } }),
  ],
  ["x-vapi-secret", "token", () => makeVapiAgent(orgId, { auth_scheme: "shared_secret" })],
  ["an HMAC", "signature", () => makeVapiAgent(orgId, { auth_scheme: "hmac" })],
  [
    "an HMAC in a header of the credential's own",
    "signature",
    () => makeVapiAgent(orgId, { auth_scheme: "hmac", auth_config: { signature_header: "x-clinic-signature" } }),
  ],
];

describe.each(proofs)("a delivery to an agent's own address, proven by %s", (_, kind, make) => {
  const sent = (agent: TestAgent, headersFor = agent.headersFor, body = bodiesOfCall(agent).bodies[0] ?? "") =>
    deliver({ ...agent, headersFor }, body);

  test("is kept", async () => {
    const agent = await make();
    const answer = await sent(agent);
    expect([answer.status, answer.headers.get("x-delivery-state")]).toEqual([200, "applied"]);
  });

  test("is refused under another agent's secret, under none, and under a signature of another body", async () => {
    const [agent, other] = [await make(), await make()];
    expect((await sent(agent, other.headersFor)).status).toBe(401);
    expect((await sent(agent, () => ({}))).status).toBe(401);
    expect((await sent(agent, () => agent.headersFor("{}"))).status).toBe(kind === "signature" ? 401 : 200);
  });

  test("is answered 503 while no secret is saved, and noted so", async () => {
    const agent = await make();
    await database()`update public.agents set secret_ciphertext = null, secret_lookup = null where id = ${agent.id}`;
    const answer = await sent(agent);
    expect(answer.status).toBe(503);
    expect(answer.json()).toMatchObject({ error: { code: "not_configured" } });
    const [row] = await database()`
      select last_rejected_reason, (select count(*)::int from public.inbound_events e where e.agent_id = a.id) as kept
      from public.agents a where id = ${agent.id}`;
    expect(row).toEqual({ last_rejected_reason: "no_secret", kept: 0 });
  });

  test("under a bad signature is answered as at an address that is nobody's: status, body and headers", async () => {
    const [agent, other] = [await make(), await make()];
    const body = bodiesOfCall(agent).bodies[0] ?? "";
    const at = (path: string, headersFor: TestAgent["headersFor"]) =>
      callRoute(POST, { method: "POST", path, params: {}, headers: headersFor(body), body });
    const unknown = `/webhooks/agent/agent_${randomUUID().replaceAll("-", "")}`;
    const refused = tellable(await at(agent.path, other.headersFor));
    expect(refused).toMatchObject({ status: 401, body: { error: { code: "unauthenticated" } } });
    expect(tellable(await at(unknown, agent.headersFor))).toEqual(refused);
    expect(tellable(await at(unknown, () => ({})))).toEqual(refused);
    expect(tellable(await at("/webhooks/agent/nonsense", agent.headersFor))).toEqual(refused);
    // The comparison tells answers apart that differ: an accepted delivery's.
    expect(tellable(await at(agent.path, agent.headersFor))).not.toEqual(refused);
  });
});

/** What counts one's own tries, which every answer brings nearer to their limit. */
const COUNTS = ["ratelimit-remaining", "ratelimit-reset"];

/** What a stranger could tell one answer from another by, but for the request id and that count, which every answer has anew. */
function tellable({ status, text, headers }: RouteAnswer) {
  const id = headers.get("x-request-id") ?? "";
  expect(id).not.toBe("");
  const named = [...headers].map(([name, value]) => [
    name,
    COUNTS.includes(name) ? "<count>" : value.replaceAll(id, "<request id>"),
  ]);
  const body: unknown = text === "" ? null : JSON.parse(text.replaceAll(id, "<request id>"));
  return { status, body, headers: Object.fromEntries(named) };
}
