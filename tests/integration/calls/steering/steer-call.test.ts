import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST as steerRoute } from "@/app/api/v1/orgs/[org]/calls/[id]/controls/route";
import { POST as listenRoute } from "@/app/api/v1/orgs/[org]/calls/[id]/listeners/route";
import { listLiveCalls } from "@/lib/calls/list-live-calls";
import { isVendorAddress } from "@/lib/calls/steering/find-monitor";
import { env } from "@/lib/env";
import { makeAgent } from "../../../support/agent";
import { onServer } from "../../../support/credentials";
import { database } from "../../../support/database";
import { bodiesOfCall, deliver } from "../../../support/deliveries";
import { callRoute } from "../../../support/http";
import { makeOrganization, type TestOrganization } from "../../../support/organization";

// The vendor's control address: keeps what it is asked, and answers as it is told.
const asked: { path: string; body: unknown }[] = [];
let answer = 200;
/** Runs while whoever steers waits for the vendor. */
let whenAsked: () => Promise<void> = async () => {};
const vendor = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  asked.push({ path: request.url ?? "", body: JSON.parse(Buffer.concat(chunks).toString()) });
  await whenAsked();
  response.writeHead(answer).end("{}");
});
const configured = env();
const { VAPI_BASE_URL } = configured;
const origin = () => `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;

beforeAll(async () => {
  await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve));
  configured.VAPI_BASE_URL = origin();
});
afterAll(() => {
  configured.VAPI_BASE_URL = VAPI_BASE_URL;
  vendor.close();
});

type Running = { org: TestOrganization; id: string };

/** A Vapi call in conversation, whose deliveries name where it can be heard and steered. */
async function running(live_url: string | undefined = `${origin()}/live`, provider: "vapi" | "retell" = "vapi") {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, provider);
  const { bodies } = bodiesOfCall(agent, undefined, {
    started_at: Date.now() - 5_000,
    ...(live_url && { live_url }),
  });
  for (const body of bodies.slice(0, 4)) expect((await deliver(agent, body)).status).toBe(200);
  const [call] = await database()<{ id: string; status: string }[]>`
    select id, status from public.calls where org_id = ${org.id}`;
  expect(call?.status).toBe("in_progress");
  return { org, id: call?.id ?? "" };
}

async function steer({ org, id }: Running, body: object, as: "admin" | "viewer" = "admin") {
  return callRoute(steerRoute, {
    method: "POST",
    path: `/api/v1/orgs/${org.slug}/calls/${id}/controls`,
    params: { org: org.slug, id },
    cookie: await org[as].cookie(),
    headers: { origin: env().PUBLIC_BASE_URL },
    body,
  });
}

async function listen({ org, id }: Running, cookie: string) {
  return callRoute(listenRoute, {
    method: "POST",
    path: `/api/v1/orgs/${org.slug}/calls/${id}/listeners`,
    params: { org: org.slug, id },
    cookie,
    headers: { origin: env().PUBLIC_BASE_URL },
    body: {},
  });
}

async function isMuted({ org, id }: Running): Promise<boolean | undefined> {
  const { data } = await onServer(org, (ctx) => listLiveCalls(ctx));
  return data.find((call) => call.id === id)?.is_muted;
}

const facts = (call: Running) => database()<{ name: string; data: unknown; actor_id: string }[]>`
  select name, data, actor_id from public.events
  where org_id = ${call.org.id} and subject_id = ${call.id} and name in ('call.steered', 'call.listened') order by id`;

/** What open boards are told of a call's agent, in order. */
const told = (call: Running) => database()<{ data: unknown; audited: boolean }[]>`
  select data, exists (
    select from public.audit_log a where a.org_id = e.org_id and a.action = e.name and a.subject_id = e.subject_id) as audited
  from public.events e where org_id = ${call.org.id} and subject_id = ${call.id} and name = 'call.mute_updated' order by id`;

describe("stepping into a running call", () => {
  test("each action reaches the call's own control address in the vendor's words, and is on record", async () => {
    const call = await running();
    asked.length = 0;
    const actions = [
      { action: "say", text: "A colleague will call you back." },
      { action: "hint", text: "Offer Thursday." },
      { action: "mute" },
      { action: "unmute" },
      { action: "transfer", number: "+1 (212) 555-0199" },
      { action: "end" },
    ];
    const muted: (boolean | undefined)[] = [];
    for (const action of actions) {
      expect((await steer(call, action)).status).toBe(200);
      muted.push(await isMuted(call));
    }
    expect(muted).toEqual([false, false, true, false, false, false]);
    expect(asked.map(({ path }) => path)).toEqual(actions.map(() => "/live/control"));
    expect(asked.map(({ body }) => body)).toEqual([
      { type: "say", content: "A colleague will call you back." },
      {
        type: "add-message",
        message: { role: "system", content: "Offer Thursday." },
        triggerResponseEnabled: false,
      },
      { type: "control", control: "mute-assistant" },
      { type: "control", control: "unmute-assistant" },
      { type: "transfer", destination: { type: "number", number: "+12125550199" } },
      { type: "end-call" },
    ]);
    const kept = await facts(call);
    expect(kept.map(({ data }) => data)).toEqual(actions.map(({ action }) => ({ action })));
    expect(new Set(kept.map(({ actor_id }) => actor_id))).toEqual(new Set([call.org.admin.userId]));
    expect(JSON.stringify(kept), "no words and no number in the facts").not.toMatch(/colleague|Thursday|5550199/);
  });

  test("a viewer may not, and nothing is asked or recorded", async () => {
    const call = await running();
    asked.length = 0;
    expect((await steer(call, { action: "end" }, "viewer")).status).toBe(403);
    expect((await listen(call, await call.org.viewer.cookie())).status).toBe(403);
    expect(asked).toEqual([]);
    expect(await facts(call)).toHaveLength(0);
  });

  test("another organization's call is not found", async () => {
    const call = await running();
    const other = await running();
    asked.length = 0;
    expect((await steer({ org: other.org, id: call.id }, { action: "end" })).status).toBe(404);
    expect((await listen({ org: other.org, id: call.id }, await other.org.admin.cookie())).status).toBe(404);
    expect(asked).toEqual([]);
  });

  test("an address that is not the vendor's is never asked, though a signed delivery names it", async () => {
    const elsewhere = createServer((_, response) => response.end());
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    let reached = 0;
    elsewhere.on("connection", () => {
      reached += 1;
    });
    const call = await running(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/live`);
    const refused = await steer(call, { action: "end" });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("controlEnabled");
    expect((await listen(call, await call.org.admin.cookie())).status).toBe(409);
    expect(reached).toBe(0);
    elsewhere.close();
  });

  test("listening hands an admin the vendor's address and is on record", async () => {
    const call = await running();
    const heard = await listen(call, await call.org.admin.cookie());
    expect(heard.status).toBe(200);
    expect(heard.json()).toEqual({ url: `${origin().replace("http", "ws")}/live/listen` });
    expect((await facts(call)).map(({ name }) => name)).toEqual(["call.listened"]);
  });

  test("bad words, a bad number, a vendor's refusal and a vendor without steering are told apart", async () => {
    const call = await running();
    expect((await steer(call, { action: "say", text: "  " })).status).toBe(422);
    expect((await steer(call, { action: "transfer", number: "reception" })).status).toBe(422);
    expect((await steer(call, { action: "hypnotize" })).status).toBe(422);
    answer = 401;
    expect((await steer(call, { action: "mute" })).text).toContain("controlAuthenticationEnabled");
    answer = 400;
    expect((await steer(call, { action: "mute" })).status).toBe(409);
    answer = 500;
    expect((await steer(call, { action: "mute" })).status).toBe(503);
    answer = 200;
    expect(await isMuted(call), "a refusal mutes nobody").toBe(false);
    const retell = await running(undefined, "retell");
    const refused = await steer(retell, { action: "end" });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("Retell");
    const silent = await running("");
    expect((await steer(silent, { action: "end" })).text).toContain("controlEnabled");
  });
});

describe("what the board says of a muted agent is what the vendor has done", () => {
  const steerWith = async (call: Running, status: number, action: "mute" | "unmute") => {
    answer = status;
    const answered = (await steer(call, { action })).status;
    answer = 200;
    return answered;
  };
  const silent = { data: { is_muted: true }, audited: false };
  const speaking = { data: { is_muted: false }, audited: false };

  test("muting one that is silent already fails: it is still silent", async () => {
    const call = await running();
    expect(await steerWith(call, 200, "mute")).toBe(200);
    expect(await steerWith(call, 500, "mute")).toBe(503);
    expect(await isMuted(call)).toBe(true);
    expect(await told(call)).toEqual([silent]);
  });

  test("letting one speak that was never muted fails: it still speaks", async () => {
    const call = await running();
    expect(await steerWith(call, 500, "unmute")).toBe(503);
    expect(await isMuted(call)).toBe(false);
    expect(await told(call)).toEqual([]);
  });

  test("boards hear of it once the vendor has done it, and not before", async () => {
    const call = await running();
    const seen: unknown[] = [];
    whenAsked = async () => void seen.push(await isMuted(call), (await told(call)).length);
    expect(await steerWith(call, 200, "mute")).toBe(200);
    expect(await steerWith(call, 200, "unmute")).toBe(200);
    whenAsked = async () => {};
    expect(seen).toEqual([false, 0, true, 1]);
    expect(await told(call)).toEqual([silent, speaking]);
    expect(await isMuted(call)).toBe(false);
  });

  test("it is noted also when whoever asked has signed out meanwhile", async () => {
    const call = await running();
    whenAsked = async () => void (await database()`delete from auth.sessions where user_id = ${call.org.admin.userId}`);
    expect(await steerWith(call, 200, "mute")).toBe(200);
    whenAsked = async () => {};
    expect(await isMuted(call)).toBe(true);
  });
});

describe("the vendor's own addresses", () => {
  const hosted = (address: string, protocol: "https:" | "wss:" = "https:") => {
    configured.VAPI_BASE_URL = "https://api.vapi.ai";
    try {
      return isVendorAddress(address, protocol);
    } finally {
      configured.VAPI_BASE_URL = origin();
    }
  };

  test("hosts below the vendor's domain count, over TLS only", () => {
    expect(hosted("https://phone-call-websocket.aws-us-west-2-backend-production1.vapi.ai/c1/control")).toBe(true);
    expect(hosted("wss://phone-call-websocket.aws-us-west-2-backend-production1.vapi.ai/c1/listen", "wss:")).toBe(true);
    expect(hosted("http://phone.vapi.ai/c1/control")).toBe(false);
    expect(hosted("ws://phone.vapi.ai/c1/listen", "wss:")).toBe(false);
  });

  test.each([
    "https://vapi.ai.evil.example/control",
    "https://evilvapi.ai/control",
    "https://evil.example/?.vapi.ai",
    "https://evil.example#.vapi.ai",
    "https://user:pass@phone.vapi.ai/control",
    "https://phone.vapi.ai@evil.example/control",
    "https://169.254.169.254/latest",
    "https://127.0.0.1/control",
    "file:///etc/passwd",
    "not an address",
  ])("%s does not", (address) => {
    expect(hosted(address)).toBe(false);
  });
});
