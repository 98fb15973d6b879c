import { expect, test } from "vitest";
import { POST as replay } from "@/app/api/v1/orgs/[org]/deliveries/[id]/replays/route";
import { subscribe } from "@/lib/live/hub";
import type { LiveEvent } from "@/lib/live/live-event";
import { agentVisible } from "@/lib/metrics/catalogue";
import { makeCall, newestDelivery } from "../../support/call";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

test("a delivery that arrives is timed until dashboards are told; one that is replayed hours later is not late", async () => {
  const org = await makeOrganization({ phi_protection: false });
  const heard: LiveEvent[] = [];
  const end = await subscribe(org.id, (event) => heard.push(event));
  const call = await makeCall({ org });
  const timed = () => agentVisible.line([call.agent.id]).count;
  await expect.poll(() => heard.some(({ name }) => name === "call.analyzed")).toBe(true);
  const [before, told] = [timed(), heard.length];
  expect(before).toBeGreaterThan(0);
  const { id } = await newestDelivery(org.id, "call_analyzed");
  await database()`
    update public.calls set summary = null, analyzed_at = null, facets = facets - 'analysis' where id = ${call.id}`;
  const params = { org: org.slug, id };
  const cookie = await org.admin.cookie();
  expect((await callRoute(replay, { method: "POST", path: "/", params, cookie })).status).toBe(200);
  await expect.poll(() => heard.slice(told).map(({ name }) => name)).toEqual(["call.updated", "delivery.replayed"]);
  expect(timed()).toBe(before);
  end();
});
