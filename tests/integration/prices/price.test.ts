import { describe, expect, test } from "vitest";
import { GET as GET_CALL } from "@/app/api/v1/orgs/[org]/calls/[id]/route";
import { GET, PUT } from "@/app/api/v1/orgs/[org]/price/route";
import type { CallDetail } from "@/lib/calls/get-call";
import { makeAgent } from "../../support/agent";
import { callRoute } from "../../support/http";
import { insertCall } from "../../support/insert-call";
import { makeOrganization } from "../../support/organization";

const price = (handler: typeof GET, slug: string, cookie: string | undefined, body?: unknown) =>
  callRoute(handler, {
    method: body === undefined ? "GET" : "PUT",
    path: `/api/v1/orgs/${slug}/price`,
    params: { org: slug },
    cookie,
    body,
  });

const readCall = async (slug: string, id: string, cookie: string) =>
  (
    await callRoute(GET_CALL, { path: `/api/v1/orgs/${slug}/calls/${id}`, params: { org: slug, id }, cookie })
  ).json<CallDetail>();

describe("the price of a minute", () => {
  test("an admin sets it and sees it beside a call's cost; a viewer sees the cost alone", async () => {
    const org = await makeOrganization();
    const call = await insertCall(await makeAgent(org.id, "retell"), { duration_ms: 120_000 });
    const [admin, viewer] = await Promise.all([org.admin.cookie(), org.viewer.cookie()]);
    expect((await readCall(org.slug, call.id, admin)).price).toBeNull();
    expect((await price(PUT, org.slug, admin, { price_per_minute_micros: 250_000 })).status).toBe(200);
    expect((await readCall(org.slug, call.id, admin)).price).toEqual({
      price_micros: 500_000,
      per_minute_micros: 250_000,
      currency: "USD",
    });
    const seen = await readCall(org.slug, call.id, viewer);
    expect(seen).toMatchObject({ price: null, cost_micros: 250_000 });
  });

  test("a viewer neither reads nor sets it, a stranger finds nothing", async () => {
    const [org, stranger] = await Promise.all([makeOrganization(), makeOrganization()]);
    const body = { price_per_minute_micros: 1 };
    for (const [cookie, status] of [
      [await org.viewer.cookie(), 403],
      [await stranger.admin.cookie(), 404],
      [undefined, 401],
    ] as const) {
      expect((await price(GET, org.slug, cookie)).status).toBe(status);
      expect((await price(PUT, org.slug, cookie, body)).status).toBe(status);
    }
    expect((await price(GET, org.slug, await org.admin.cookie())).json()).toMatchObject({
      price_per_minute_micros: null,
    });
  });

  test.each([-1, 0.5, 1_000_000_001, "1"])("%j is refused", async (price_per_minute_micros) => {
    const org = await makeOrganization();
    expect((await price(PUT, org.slug, await org.admin.cookie(), { price_per_minute_micros })).status).toBe(422);
  });
});
