import { describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/calls/[id]/related_calls/route";
import type { RelatedCall } from "@/lib/calls/related-calls";
import { makeCall } from "../../support/call";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

type Answer = { number: string | null; data: RelatedCall[]; has_more: boolean };

const read = (slug: string, id: string, cookie?: string) =>
  callRoute(GET, { path: `/api/v1/orgs/${slug}/calls/${id}/related_calls`, params: { org: slug, id }, cookie });

describe("GET /calls/{id}/related_calls", () => {
  test("other calls of the same outside number are listed newest first, whichever way they went", async () => {
    const call = await makeCall({ org: await makeOrganization({ phi_protection: false }) });
    const { org, agent } = call;
    const back = await makeCall({ org, agent });
    const unrelated = await makeCall({ org, agent });
    await database()`update public.calls set direction = 'outbound', from_number = to_number, to_number = from_number,
      started_at = started_at + interval '1 hour' where id = ${back.id}`;
    await database()`update public.calls set from_number = '+12125550199' where id = ${unrelated.id}`;
    const answer = await read(org.slug, call.id, await org.viewer.cookie());
    expect(answer.status).toBe(200);
    expect(answer.json<Answer>()).toMatchObject({ has_more: false, data: [{ id: back.id, direction: "outbound" }] });
    expect(answer.json<Answer>().data).toHaveLength(1);
  });

  test("the same number's calls at another organization are not listed", async () => {
    const [call] = await Promise.all([makeCall(), makeCall()]);
    const answer = await read(call.org.slug, call.id, await call.org.viewer.cookie());
    expect(answer.json<Answer>().data).toEqual([]);
  });

  test("a withheld number relates to nothing", async () => {
    const call = await makeCall({ org: await makeOrganization({ phi_protection: false }) });
    const other = await makeCall({ org: call.org, agent: call.agent });
    await database()`update public.calls set from_number = null where id in (${call.id}, ${other.id})`;
    const answer = await read(call.org.slug, call.id, await call.org.viewer.cookie());
    expect(answer.json<Answer>()).toEqual({ number: null, data: [], has_more: false });
  });

  test("another organization's call is not found, nobody's session is 401", async () => {
    const [call, stranger] = await Promise.all([makeCall(), makeOrganization()]);
    expect((await read(stranger.slug, call.id, await stranger.viewer.cookie())).status).toBe(404);
    expect((await read(call.org.slug, call.id)).status).toBe(401);
  });
});
