import { expect, test } from "vitest";
import { GET as ofOne } from "@/app/api/ops/organizations/[id]/route";
import { GET as ofAll } from "@/app/api/ops/organizations/route";
import { GET as ofInbox } from "@/app/api/v1/orgs/[org]/deliveries/attention/route";
import { GET as ofOverview } from "@/app/api/v1/orgs/[org]/overview/route";
import type { Overview } from "@/lib/analytics/read-overview";
import type { Attention } from "@/lib/deliveries/deliveries-needing-attention";
import type { OrganizationDetail } from "@/lib/ops/organization-detail";
import type { OrganizationHealth } from "@/lib/ops/schemas";
import { makeAgent } from "../../support/agent";
import { keepAsFailed, makeCall, newestDelivery } from "../../support/call";
import { deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization, type TestOrganization } from "../../support/organization";

async function countedOf(org: TestOrganization) {
  const own = { params: { org: org.slug }, cookie: await org.viewer.cookie() };
  const cookie = await (await makeOperator()).cookie();
  const inbox = (await callRoute(ofInbox, { path: "/", ...own })).json<Attention>();
  const { attention } = (await callRoute(ofOverview, { path: "/", ...own })).json<Overview>();
  const one = (await callRoute(ofOne, { path: "/", params: { id: org.id }, cookie })).json<OrganizationDetail>();
  const { data } = (await callRoute(ofAll, { path: `/?search=${org.slug}`, cookie })).json<{
    data: OrganizationHealth[];
  }>();
  const waiting = (kind: string) =>
    attention.flatMap((item) => ("deliveries" in item && item.kind === kind ? [item.deliveries] : [])).at(0) ?? 0;
  return {
    failed: [inbox.failed.value, waiting("deliveries_failed"), one.failed_deliveries, data[0]?.failed_deliveries],
    unusable: [
      inbox.unusable.value,
      waiting("deliveries_unusable"),
      one.unusable_deliveries,
      data[0]?.unusable_deliveries,
    ],
  };
}

test("the inbox, the overview and the operator's console count the same deliveries under the same names", async () => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  expect(await countedOf(org)).toEqual({ failed: [0, 0, 0, 0], unusable: [0, 0, 0, 0] });
  expect((await deliver(agent, JSON.stringify({ event: "call_ended" }))).status).toBe(200);
  expect((await deliver(agent, "[]")).status).toBe(200);
  await makeCall({ org, agent });
  expect(await countedOf(org)).toEqual({ failed: [0, 0, 0, 0], unusable: [2, 2, 2, 2] });
  await keepAsFailed((await newestDelivery(org.id)).id);
  await makeCall({ org, agent });
  expect(await countedOf(org)).toEqual({ failed: [1, 1, 1, 1], unusable: [2, 2, 2, 2] });
});
