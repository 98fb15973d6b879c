import { describe, expect, test } from "vitest";
import { GET as readNotes } from "@/app/api/v1/orgs/[org]/calls/[id]/notes/route";
import { GET as playRecording } from "@/app/api/v1/orgs/[org]/calls/[id]/recording/route";
import { GET as readRelated } from "@/app/api/v1/orgs/[org]/calls/[id]/related_calls/route";
import { GET as readCall } from "@/app/api/v1/orgs/[org]/calls/[id]/route";
import { GET as readWaveform } from "@/app/api/v1/orgs/[org]/calls/[id]/waveform/route";
import { GET as exportCalls } from "@/app/api/v1/orgs/[org]/calls/export/route";
import { GET as readLive } from "@/app/api/v1/orgs/[org]/calls/live/route";
import { GET as listCalls } from "@/app/api/v1/orgs/[org]/calls/route";
import { GET as readDelivery } from "@/app/api/v1/orgs/[org]/deliveries/[id]/route";
import { readForPage } from "@/lib/auth/page";
import { type CallDetail, getCall } from "@/lib/calls/get-call";
import type { ListedCall } from "@/lib/calls/listed-call";
import { env } from "@/lib/env";
import { makeCall, newestDelivery } from "../../support/call";
import { database } from "../../support/database";
import { forgetReads } from "../../support/forget-own-cache";
import { callRoute } from "../../support/http";
import { type Member, makeMember, makeOrganization, type TestOrganization } from "../../support/organization";
import { inRequestScope } from "../../support/request-scope";
import { withoutAuditLog } from "../../support/without-audit-log";

type Handler = typeof readCall;

const get = async (org: TestOrganization, by: Member, handler: Handler, path: string, id = "") =>
  callRoute(handler, {
    path: `/api/v1/orgs/${org.slug}${path}`,
    params: { org: org.slug, ...(id && { id }) },
    headers: { "x-request-id": "the-request-that-read" },
    cookie: await by.cookie(),
  });

const entries = async (orgId: string) =>
  database()<{ action: string; subject_id: string; actor_id: string; request_id: string }[]>`
    select action, subject_id, actor_id, request_id from public.audit_log where org_id = ${orgId} order by seq`;

const actions = async (orgId: string) => (await entries(orgId)).map(({ action }) => action);

/** A call whose caller is known by number and words, in an organization of its own. */
async function aCall(values: { phi_protection?: boolean; viewers_see_phi?: boolean } = {}) {
  const org = await makeOrganization(values);
  return { ...(await makeCall({ org })), org };
}

// Promise S19: reads.
describe("reading a call", () => {
  test("on its page is written down with the reader's address, as through the API", async () => {
    const ips = async (orgId: string) =>
      database()`select action, ip from public.audit_log where org_id = ${orgId} order by seq`;
    const [paged, asked] = [await aCall(), await aCall()];
    const request = new Request(`${env().PUBLIC_BASE_URL}/${paged.org.slug}/calls/${paged.id}`, {
      headers: { cookie: await paged.org.admin.cookie() },
    });
    await inRequestScope(request, () =>
      readForPage("/[org]/calls/[id]", paged.org.slug, (ctx) => getCall(ctx, { id: paged.id })),
    );
    await get(asked.org, asked.org.admin, readCall, `/calls/${asked.id}`, asked.id);
    expect(await ips(paged.org.id)).toEqual([{ action: "call.read", ip: "local" }]);
    expect(await ips(asked.org.id)).toEqual(await ips(paged.org.id));
  });

  test("leaves one entry with reader, call and request; reading on leaves no other, another reader does", async () => {
    const { org, id } = await aCall();
    const second = await makeMember(org.id, "org_admin");
    for (const by of [org.admin, org.admin, second]) {
      expect((await get(org, by, readCall, `/calls/${id}`, id)).status).toBe(200);
    }
    expect(await entries(org.id)).toEqual(
      [org.admin, second].map(({ userId }) => ({
        ...{ action: "call.read", subject_id: id, actor_id: userId },
        request_id: expect.any(String),
      })),
    );
    // Another process knows of it by the log.
    forgetReads();
    await get(org, org.admin, readCall, `/calls/${id}`, id);
    expect(await actions(org.id)).toHaveLength(2);
    await database()`alter table public.audit_log disable trigger user`;
    await database()`update public.audit_log set recorded_at = now() - interval '6 minutes' where org_id = ${org.id}`;
    await database()`alter table public.audit_log enable trigger user`;
    forgetReads();
    await get(org, org.admin, readCall, `/calls/${id}`, id);
    expect(await actions(org.id)).toHaveLength(3);
  });

  test("by a viewer leaves an entry as well, though their transaction writes nothing else", async () => {
    const { org, id } = await aCall({ viewers_see_phi: true });
    const answer = await get(org, org.viewer, readCall, `/calls/${id}`, id);
    expect(answer.json<CallDetail>().transcript?.turns.length).toBeGreaterThan(0);
    expect(await entries(org.id)).toMatchObject([{ action: "call.read", actor_id: org.viewer.userId }]);
  });

  test("that cannot be recorded is not answered", async () => {
    const { org, id } = await aCall();
    const answer = await withoutAuditLog(org.id, () => get(org, org.admin, readCall, `/calls/${id}`, id));
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("transcript");
    // The control: the same request with the log in order.
    expect((await get(org, org.admin, readCall, `/calls/${id}`, id)).status).toBe(200);
    expect(await actions(org.id)).toEqual(["call.read"]);
  });

  test("of another organization, or where health data is not protected, leaves none", async () => {
    const [call, open] = [await aCall(), await aCall({ phi_protection: false })];
    const stranger = await makeOrganization();
    expect((await get(stranger, stranger.admin, readCall, `/calls/${call.id}`, call.id)).status).toBe(404);
    expect((await get(open.org, open.org.admin, readCall, `/calls/${open.id}`, open.id)).status).toBe(200);
    for (const { id } of [call.org, open.org, stranger]) expect(await actions(id)).toEqual([]);
  });
});

describe("within five minutes nothing is swallowed but reading on:", () => {
  const from = async (org: TestOrganization, ip: string, handler: Handler, path: string, id = "") =>
    callRoute(handler, {
      path: `/api/v1/orgs/${org.slug}${path}`,
      params: { org: org.slug, ...(id && { id }) },
      headers: { "x-vercel-forwarded-for": ip, "x-real-ip": ip, "x-forwarded-for": ip },
      cookie: await org.admin.cookie(),
    });
  const twice = async (work: () => Promise<unknown>) => {
    await work();
    // By this process's memory, and by the log alone, as another process knows it.
    await work();
    forgetReads();
    await work();
  };

  test("another call is another reading, by its page as by its caller's other calls", async () => {
    const { org, id } = await aCall();
    const { id: other } = await makeCall({ org });
    await twice(async () => {
      await get(org, org.admin, readCall, `/calls/${id}`, id);
      await get(org, org.admin, readRelated, `/calls/${other}/related_calls`, other);
    });
    expect(await entries(org.id)).toMatchObject([
      { action: "call.read", subject_id: id },
      { action: "call.read", subject_id: other },
    ]);
  });

  test("other words, another number or another field are other questions; the next page of one is not", async () => {
    const { org } = await aCall();
    await makeCall({ org });
    const ask = (query: string) => get(org, org.admin, listCalls, `/calls?${query}`);
    const first = (await ask("limit=1")).json<{ next_cursor: string }>();
    await twice(async () => {
      await ask("limit=1");
      await ask(`limit=1&cursor=${first.next_cursor}`);
      for (const query of ["search=appointment", "search=insurance", "number=2125550123", "number=9175550199"])
        await ask(query);
      for (const query of ["field=reason", "field=insurer"]) await ask(query);
    });
    expect(await actions(org.id)).toEqual([
      ...["call.listed", "call.searched", "call.searched", "call.listed", "call.listed", "call.listed"],
      "call.listed",
    ]);
    // What was asked stands there as a keyed hash, and is as good as no word.
    const kept = await database()`select after from public.audit_log where org_id = ${org.id} order by seq`;
    expect(JSON.stringify(kept)).not.toMatch(/appointment|insurance|2125550123|9175550199/);
    expect(new Set(kept.map(({ after }) => JSON.stringify(after))).size).toBe(7);
  });

  test("the same words asked of two organizations leave nothing that tells they are the same", async () => {
    const kept = await Promise.all(
      [await aCall(), await aCall()].map(async ({ org }) => {
        await get(org, org.admin, listCalls, "/calls?search=appointment");
        const [row] = await database()<{ after: { question?: string } }[]>`
          select after from public.audit_log where org_id = ${org.id}`;
        return row?.after.question;
      }),
    );
    expect(kept).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/), expect.stringMatching(/^[0-9a-f]{16}$/)]);
    expect(kept[0]).not.toBe(kept[1]);
  });

  test("the same reader at another address is on record there as well", async () => {
    const { org, id } = await aCall();
    // Only the hosted platform names the client in its headers.
    const configured = env();
    const { FOYER_ENV } = configured;
    configured.FOYER_ENV = "production";
    await twice(async () => {
      for (const ip of ["198.51.100.7", "203.0.113.9"]) await from(org, ip, readCall, `/calls/${id}`, id);
    });
    configured.FOYER_ENV = FOYER_ENV;
    const rows = await database()`select ip from public.audit_log where org_id = ${org.id} order by seq`;
    expect(rows.map(({ ip }) => ip)).toEqual(["198.51.100.7", "203.0.113.9"]);
  });

  test("a reading that could not be recorded is not taken for one that was", async () => {
    const { org, id } = await aCall();
    await withoutAuditLog(org.id, async () => {
      expect((await get(org, org.admin, readCall, `/calls/${id}`, id)).status).toBe(500);
      expect((await get(org, org.admin, readCall, `/calls/${id}`, id)).status).toBe(500);
    });
    await get(org, org.admin, readCall, `/calls/${id}`, id);
    expect(await actions(org.id)).toEqual(["call.read"]);
  });
});

test("lists, searches, exports, recordings, notes, deliveries and the live board are recorded as what they are", async () => {
  const org = await makeOrganization();
  const { id } = await makeCall({ org });
  await makeCall({ org, deliveries: 1, started_at: Date.now() - 5_000 });
  const { id: delivery } = await newestDelivery(org.id);
  await get(org, org.admin, listCalls, "/calls");
  await get(org, org.admin, listCalls, "/calls?numbers=shown");
  await get(org, org.admin, listCalls, "/calls?search=appointment");
  await get(org, org.admin, exportCalls, "/calls/export");
  await get(org, org.admin, exportCalls, "/calls/export");
  await get(org, org.admin, playRecording, `/calls/${id}/recording`, id);
  await get(org, org.admin, playRecording, `/calls/${id}/recording?as=file`, id);
  await get(org, org.admin, playRecording, `/calls/${id}/recording?as=file`, id);
  await get(org, org.admin, readLive, "/calls/live");
  await get(org, org.admin, readNotes, `/calls/${id}/notes`, id);
  await get(org, org.admin, readDelivery, `/deliveries/${delivery}`, delivery);
  expect(await actions(org.id)).toEqual([
    ...["call.listed", "call.numbers_shown", "call.searched", "call.exported", "call.exported"],
    ...[
      "call.recording_played",
      "call.recording_downloaded",
      "call.recording_downloaded",
      "call.watched",
      "call.read",
      "delivery.read",
    ],
  ]);
});

describe("a viewer whose organization keeps health data from viewers", () => {
  test("sees that a call was, and nothing of what was said or who called; nothing is recorded", async () => {
    const { org, id } = await aCall({ viewers_see_phi: false });
    const delivery = await newestDelivery(org.id, "call_analyzed");
    const call = (await get(org, org.viewer, readCall, `/calls/${id}`, id)).json<CallDetail>();
    expect(call).toMatchObject({
      ...{ is_hidden: true, transcript: null, summary: null, custom_analysis: null, metadata: null },
      ...{ from_number: "••• 0123", to_number: "+12125550100", status: "ended", duration_ms: expect.any(Number) },
    });
    const [listed] = (await get(org, org.viewer, listCalls, "/calls?numbers=shown")).json<{ data: ListedCall[] }>()
      .data;
    expect(listed).toMatchObject({ from_number: "••• 0123", summary: null, is_hidden: true });
    for (const [handler, path, of] of [
      [playRecording, `/calls/${id}/recording`, id],
      [playRecording, `/calls/${id}/recording?as=file&track=left`, id],
      [readWaveform, `/calls/${id}/waveform`, id],
      [readNotes, `/calls/${id}/notes`, id],
      [listCalls, "/calls?search=appointment", ""],
      [listCalls, "/calls?number=2125550123", ""],
      [listCalls, "/calls?field=reason", ""],
    ] as [Handler, string, string][]) {
      const answer = await get(org, org.viewer, handler, path, of);
      expect([path, answer.status]).toEqual([path, 403]);
    }
    const texts = [
      (await get(org, org.viewer, exportCalls, "/calls/export")).text,
      (await get(org, org.viewer, readDelivery, `/deliveries/${delivery.id}`, delivery.id)).text,
      (await get(org, org.viewer, readRelated, `/calls/${id}/related_calls`, id)).text,
    ];
    const shown = (await get(org, org.admin, readCall, `/calls/${id}`, id)).json<CallDetail>();
    for (const text of texts) {
      expect(text).not.toContain("2125550123");
      expect(text).not.toContain(shown.summary);
    }
    // The control: an admin of the same organization sees what the viewer does not, and is on record alone.
    expect(shown).toMatchObject({ is_hidden: false, from_number: "+12125550123", summary: expect.any(String) });
    expect(await entries(org.id)).toMatchObject([{ action: "call.read", actor_id: org.admin.userId }]);
  });
});

test("lists mask the caller's number for everybody, and show it whole to whoever asks and may", async () => {
  const { org, id } = await aCall();
  const list = async (query: string) =>
    (await get(org, org.admin, listCalls, `/calls${query}`)).json<{ data: ListedCall[] }>().data[0];
  expect(await list("")).toMatchObject({ id, from_number: "••• 0123", to_number: "+12125550100" });
  expect(await list("?numbers=shown")).toMatchObject({ id, from_number: "+12125550123" });
  const open = await aCall({ phi_protection: false });
  const [call] = (await get(open.org, open.org.viewer, listCalls, "/calls")).json<{ data: ListedCall[] }>().data;
  expect(call).toMatchObject({ from_number: "+12125550123" });
});
