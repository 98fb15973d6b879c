import { beforeAll, expect, test } from "vitest";
import { GET as read } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { POST as createAgent } from "@/app/api/v1/orgs/[org]/agents/route";
import { POST as shared } from "@/app/api/vapi/webhook/route";
import { POST as own } from "@/app/webhooks/agent/[token]/route";
import type { Agent } from "@/lib/agents/agent";
import { signAsVapi } from "@/lib/voice/vapi/sign";
import { aboutAgent } from "../../support/connectable-agent";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

let org: TestOrganization;
let cookie: string;
beforeAll(async () => {
  org = await makeOrganization();
  cookie = await org.admin.cookie();
});

const SECRET = "a_secret_of_sixteen_and_more";
let made = 0;

test.each([
  ["a bearer token", "bearer", {}, true],
  ["a bearer token without its prefix", "bearer", { bearer_prefix: false }, true],
  ["a bearer token in X-Vapi-Secret", "bearer", { header_name: "X-Vapi-Secret" }, true],
  ["a bearer token in a header of its own", "bearer", { header_name: "X-Clinic-Token" }, false],
  ["a shared secret", "shared_secret", {}, true],
  ["a signature with an assistant to name", "hmac", {}, true],
  ["a signature in a header of its own", "hmac", { signature_header: "X-Clinic-Signature" }, true],
  ["a signature without an assistant to name", "hmac", null, false],
] as const)("%s: the shared address is offered exactly where it works", async (_, auth_scheme, config, works) => {
  made += 1;
  const [assistant, secret] = [`assistant-${made}`, `${SECRET}_${made}`];
  const body = {
    ...{ provider: "vapi", name: "Front desk", auth_scheme, secret, auth_config: config ?? {} },
    ...(config && { vendor_agent_id: assistant }),
  };
  const collection = { path: `/api/v1/orgs/${org.slug}/agents`, params: { org: org.slug } };
  const created = await callRoute(createAgent, { ...collection, method: "POST", cookie, body });
  expect(created.status, created.text).toBe(201);
  const { id, webhook_url, auth_config } = created.json<Agent>();
  const { shared_webhook_url } = (await callRoute(read, aboutAgent(org, cookie, id, ""))).json<Agent>();

  const call = { id: `call-${made}`, type: "inboundPhoneCall", assistantId: assistant };
  const rawBody = JSON.stringify({ message: { type: "hang", timestamp: Date.now(), call } });
  const headers = signAsVapi({ rawBody, scheme: auth_scheme, config: auth_config, secret, nowMs: Date.now() });
  const send = (route: typeof own, url: string) =>
    callRoute(route, { method: "POST", path: new URL(url).pathname, headers, body: rawBody });
  expect((await send(own, webhook_url)).status).toBe(200);
  const { status } = await send(shared, shared_webhook_url ?? webhook_url.replace(/webhooks.*/, "api/vapi/webhook"));
  expect({ status, offered: shared_webhook_url !== null }).toEqual({ status: works ? 200 : 401, offered: works });
});
