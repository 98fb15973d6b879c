import { describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/deliveries/[id]/route";
import type { DeliveryDetail } from "@/lib/deliveries/get-delivery";
import { makeCall, newestDelivery, nobodysId } from "../../support/call";
import { deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

const read = (slug: string, id: string, cookie?: string) =>
  callRoute(GET, { path: `/api/v1/orgs/${slug}/deliveries/${id}`, params: { org: slug, id }, cookie });

describe("GET /deliveries/{id}", () => {
  test.each(["retell", "vapi"] as const)(
    "an admin reads the exact body a %s agent was sent, and what it says",
    async (provider) => {
      const { org, bodies, id: call_id } = await makeCall({ provider });
      const { id } = await newestDelivery(org.id);
      const told = (await read(org.slug, id, await org.admin.cookie())).json<DeliveryDetail>();
      expect(told.body).toBe(bodies.at(-1));
      expect(told.body_bytes).toBe(Buffer.byteLength(told.body ?? ""));
      expect(told.call).toMatchObject({ id: call_id, status: "ended" });
      expect(told.content).toMatchObject({ outcome: "call" });
      const facets = told.content.outcome === "call" ? told.content.facets : [];
      expect(facets.map((facet) => facet.name)).toContain("status");
    },
  );

  test("what proves the sender is hidden", async () => {
    const { org } = await makeCall();
    const { id } = await newestDelivery(org.id);
    const told = (await read(org.slug, id, await org.admin.cookie())).json<DeliveryDetail>();
    expect(told.headers?.["x-retell-signature"]).toMatch(/^hidden \(\d+ characters\)$/);
    expect(told.headers?.["content-type"]).toBe("application/json");
  });

  test("a viewer reads what was said but neither raw body, headers nor the vendor's addresses", async () => {
    const { org } = await makeCall();
    const { id } = await newestDelivery(org.id);
    const answer = await read(org.slug, id, await org.viewer.cookie());
    expect(answer.json<DeliveryDetail>()).toMatchObject({ body: null, headers: null, content: { outcome: "call" } });
    expect(answer.text).not.toContain("recordings.invalid");
    expect((await read(org.slug, id, await org.admin.cookie())).text).toContain("recordings.invalid");
  });

  test("a facet that a later delivery said again is marked as replaced", async () => {
    const { org } = await makeCall();
    const cookie = await org.admin.cookie();
    const current = async (type: string) => {
      const { content } = (
        await read(org.slug, (await newestDelivery(org.id, type)).id, cookie)
      ).json<DeliveryDetail>();
      return content.outcome === "call" ? content.facets.find((facet) => facet.name === "status")?.current : undefined;
    };
    expect(await current("call_started")).toBe(false);
    expect(await current("call_analyzed")).toBe(true);
  });

  test("an unusable body and one that is no JSON are told with a reason", async () => {
    const { org, agent } = await makeCall();
    const cookie = await org.admin.cookie();
    for (const body of [JSON.stringify({ event: "call_ended", call: {} }), "{ not json"]) {
      await deliver(agent, body);
      const told = (await read(org.slug, (await newestDelivery(org.id)).id, cookie)).json<DeliveryDetail>();
      expect(told).toMatchObject({
        state: "unusable",
        body,
        content: { outcome: "unusable", reason: expect.any(String) },
      });
    }
  });

  test("another organization's delivery, and an id nothing has, are not found; nobody is 401", async () => {
    const [call, stranger] = await Promise.all([makeCall(), makeOrganization()]);
    const { id } = await newestDelivery(call.org.id);
    const theirs = await stranger.admin.cookie();
    expect((await read(stranger.slug, id, theirs)).status).toBe(404);
    expect((await read(call.org.slug, id, theirs)).status).toBe(404);
    expect((await read(stranger.slug, nobodysId(), theirs)).status).toBe(404);
    expect((await read(stranger.slug, "newest", theirs)).status).toBe(404);
    expect((await read(call.org.slug, id)).status).toBe(401);
  });
});
