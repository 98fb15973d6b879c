import { describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/calls/[id]/route";
import type { CallDetail } from "@/lib/calls/get-call";
import { makeCall, nobodysId } from "../../support/call";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

const read = (slug: string, id: string, cookie?: string) =>
  callRoute(GET, { path: `/api/v1/orgs/${slug}/calls/${id}`, params: { org: slug, id }, cookie });

describe("GET /calls/{id}", () => {
  test.each(["retell", "vapi"] as const)(
    "a %s call is told with its agent, transcript and deliveries",
    async (provider) => {
      const call = await makeCall({ provider });
      const answer = await read(call.org.slug, call.id, await call.org.viewer.cookie());
      expect(answer.status).toBe(200);
      const told = answer.json<CallDetail>();
      expect(told).toMatchObject({
        id: call.id,
        provider,
        vendor_call_id: call.vendor_call_id,
        agent: { id: call.agent.id },
        status: "ended",
        is_billable: true,
        has_recording: true,
      });
      expect(told.transcript?.turns.some((turn) => turn.role === "caller" && turn.text.length > 0)).toBe(true);
      expect(told.deliveries).toHaveLength(call.bodies.length);
      expect(told.deliveries.map((delivery) => delivery.received_at)).toEqual(
        told.deliveries.map((delivery) => delivery.received_at).sort(),
      );
      expect(told.deliveries[0]?.changes?.created).toBe(true);
      expect(told.started_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    },
  );

  test("the vendor's address of the recording is in no answer", async () => {
    const call = await makeCall();
    const answer = await read(call.org.slug, call.id, await call.org.admin.cookie());
    expect(answer.text).not.toContain("recordings.invalid");
  });

  test("a call that runs has no end and the words so far", async () => {
    const call = await makeCall({ deliveries: 4 });
    const told = (await read(call.org.slug, call.id, await call.org.viewer.cookie())).json<CallDetail>();
    expect(told).toMatchObject({ status: "in_progress", ended_at: null, duration_ms: null, has_recording: false });
    expect(told.transcript?.turns.length).toBeGreaterThan(0);
  });

  test("another organization's call is not found", async () => {
    const [call, stranger] = await Promise.all([makeCall(), makeOrganization()]);
    expect((await read(stranger.slug, call.id, await stranger.admin.cookie())).status).toBe(404);
    expect((await read(call.org.slug, call.id, await stranger.admin.cookie())).status).toBe(404);
  });

  test("an id that nothing has, or that is no id, is not found", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    expect((await read(org.slug, nobodysId(), cookie)).status).toBe(404);
    expect((await read(org.slug, "42", cookie)).status).toBe(404);
  });

  test("without a session the answer is 401", async () => {
    const org = await makeOrganization();
    expect((await read(org.slug, nobodysId())).status).toBe(401);
  });
});
