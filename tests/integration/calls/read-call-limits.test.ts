import { expect, test } from "vitest";
import { GET as limits } from "@/app/api/v1/orgs/[org]/calls/limits/route";
import { connectableAgent, saveVendorKey } from "../../support/connectable-agent";
import { callRoute } from "../../support/http";
import type { TestOrganization } from "../../support/organization";
import { startVendorCall } from "../../support/vendor-sandbox";

async function limitsOf(org: TestOrganization) {
  const answer = await callRoute(limits, {
    path: `/api/v1/orgs/${org.slug}/calls/limits`,
    params: { org: org.slug },
    cookie: await org.viewer.cookie(),
  });
  expect(answer.status).toBe(200);
  return answer.json<{ data: unknown[] }>().data;
}

test("Retell says how many calls may run at once under the organization's key, and how many do", async () => {
  const { org, vendorAgent } = await connectableAgent("retell");
  await startVendorCall(vendorAgent.id, "book-first-visit", { pace: 1 });
  const [said] = await limitsOf(org);
  expect(said).toEqual({ provider: "retell", limit: 20, current: 1 });
});

test("of Vapi no limit is told: its API has none to ask for", async () => {
  const { org, key } = await connectableAgent("vapi");
  await saveVendorKey(org, "vapi", key);
  expect(await limitsOf(org)).toEqual([]);
});

test("without a key nobody is asked", async () => {
  const { org } = await connectableAgent("vapi");
  expect(await limitsOf(org)).toEqual([]);
});
