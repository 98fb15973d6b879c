import { expect, test } from "vitest";
import { GET as ofOne } from "@/app/api/ops/organizations/[id]/route";
import { GET as ofAll } from "@/app/api/ops/organizations/route";
import { GET as read } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { GET as ofOverview } from "@/app/api/v1/orgs/[org]/overview/route";
import type { Agent } from "@/lib/agents/agent";
import type { Overview } from "@/lib/analytics/read-overview";
import type { OrganizationDetail } from "@/lib/ops/organization-detail";
import type { OrganizationHealth } from "@/lib/ops/schemas";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization } from "../../support/organization";

const hoursAgo = (hours: number | null) => hours && new Date(Date.now() - hours * 3_600_000);

test.each([
  ["was never refused", { refused: null, delivered: 1 }, false],
  ["was refused after its last delivery", { refused: 1, delivered: 2 }, true],
  ["was refused and never believed", { refused: 23.9, delivered: null }, true],
  ["was refused and has recovered", { refused: 2, delivered: 1 }, false],
  ["was refused more than a day ago and is silent since", { refused: 24.1, delivered: 30 }, false],
])(
  "for an agent that %s, its page, the overview and the operators' console say the same",
  async (_, times, failing) => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const { id } = await makeAgent(org.id, "retell");
    await database()`
    update public.agents set validated_at = now() - interval '2 days', rejected_count = 1,
      last_rejected_at = ${hoursAgo(times.refused)}, last_delivery_at = ${hoursAgo(times.delivered)} where id = ${id}`;
    const [own, ops] = [await org.viewer.cookie(), await operator.cookie()];
    const page = await callRoute(read, { path: "/", params: { org: org.slug, id }, cookie: own });
    const overview = await callRoute(ofOverview, { path: "/", params: { org: org.slug }, cookie: own });
    const list = await callRoute(ofAll, { path: `/?search=${org.slug}`, cookie: ops });
    const one = await callRoute(ofOne, { path: "/", params: { id: org.id }, cookie: ops });
    expect({
      page: page.json<Agent>().health === "failing",
      overview: overview.json<Overview>().attention.some(({ kind }) => kind === "agent_rejecting"),
      list: list.json<{ data: OrganizationHealth[] }>().data.map(({ failing_agents }) => failing_agents),
      one: one.json<OrganizationDetail>().agents.map(({ is_failing }) => is_failing),
    }).toEqual({ page: failing, overview: failing, list: [failing ? 1 : 0], one: [failing] });
  },
);
