import { describe, expect, test } from "vitest";
import { POST } from "@/app/api/v1/orgs/[org]/calls/[id]/notes/route";
import { GET } from "@/app/api/v1/orgs/[org]/mentions/route";
import { PUT } from "@/app/api/v1/orgs/[org]/mentions/seen/route";
import { DELETE, PATCH } from "@/app/api/v1/orgs/[org]/notes/[id]/route";
import type { Mention } from "@/lib/notes/list-mentions";
import { mentionOf } from "@/lib/notes/mentions-in";
import type { Note } from "@/lib/notes/schemas";
import { CONVERSATIONS } from "../../../scripts/stack/sandbox/conversations/catalogue";
import { makeCall, type TestCall } from "../../support/call";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { type Member, makeMember, makeOrganization } from "../../support/organization";

async function mention({ org, id }: TestCall, body: string): Promise<Note> {
  const answer = await callRoute(POST, {
    method: "POST",
    path: `/api/v1/orgs/${org.slug}/calls/${id}/notes`,
    params: { org: org.slug, id },
    body: { body },
    cookie: await org.admin.cookie(),
  });
  expect(answer.status).toBe(201);
  return answer.json<Note>();
}

async function unseenBy(slug: string, member: Pick<Member, "cookie">): Promise<Mention[]> {
  const answer = await callRoute(GET, {
    path: `/api/v1/orgs/${slug}/mentions`,
    params: { org: slug },
    cookie: await member.cookie(),
  });
  return answer.json<{ data: Mention[] }>().data;
}

async function see(slug: string, callId: string, member: Pick<Member, "cookie">) {
  return callRoute(PUT, {
    method: "PUT",
    path: `/api/v1/orgs/${slug}/mentions/seen`,
    params: { org: slug },
    body: { call_id: callId },
    cookie: await member.cookie(),
  });
}

describe("mentions", () => {
  test("whoever is mentioned finds it until they have seen the call, a viewer too, and nobody else does", async () => {
    const call = await makeCall();
    const { org, id } = call;
    const note = await mention(call, `Please listen, ${mentionOf(org.viewer.userId)}`);
    expect(await unseenBy(org.slug, org.viewer)).toMatchObject([
      { note_id: note.id, call_id: id, author_name: expect.stringContaining("Admin-") },
    ]);
    expect(await unseenBy(org.slug, org.admin)).toEqual([]);

    // Somebody else's look is not theirs.
    expect((await see(org.slug, id, org.admin)).json()).toEqual({ seen: 0 });
    expect(await unseenBy(org.slug, org.viewer)).toHaveLength(1);
    expect((await see(org.slug, id, org.viewer)).json()).toEqual({ seen: 1 });
    expect(await unseenBy(org.slug, org.viewer)).toEqual([]);
  });

  test("it says whose call it is about and when that was", async () => {
    const call = await makeCall({ org: await makeOrganization({ phi_protection: false }) });
    const { org } = call;
    await mention(call, mentionOf(org.viewer.userId));
    const [row] = await database()`
      select a.name from public.agents a join public.calls c on c.agent_id = a.id where c.id = ${call.id}`;
    expect((await unseenBy(org.slug, org.viewer))[0]?.call).toEqual({
      agent_name: row?.name,
      channel: "phone",
      direction: "inbound",
      from_number: "+12125550123",
      to_number: "+12125550100",
      started_at: "2026-11-20T15:00:00.000Z",
    });
  });

  test.each([
    ["inbound", [{ from_number: "••• 0123", to_number: "+12125550100" }]],
    ["outbound", [{ from_number: "+12125550100", to_number: "••• 0123" }]],
  ] as const)(
    "while health data is protected, the number of whoever spoke in an %s call is masked",
    async (way, said) => {
      const conversation = CONVERSATIONS.find(({ direction }) => direction === way);
      const call = await makeCall({ ...(conversation && { conversation }) });
      const { org } = call;
      await mention(call, mentionOf(org.viewer.userId));
      expect((await unseenBy(org.slug, org.viewer)).map((each) => each.call)).toMatchObject(said);
    },
  );

  test("a look at one call leaves the mentions of others unseen", async () => {
    const first = await makeCall();
    const second = await makeCall({ org: first.org, agent: first.agent });
    const { org } = first;
    for (const call of [first, second]) await mention(call, mentionOf(org.viewer.userId));
    await see(org.slug, first.id, org.viewer);
    expect(await unseenBy(org.slug, org.viewer)).toMatchObject([{ call_id: second.id }]);
  });

  test("an edit that names another person moves the mention; a deleted note mentions nobody", async () => {
    const call = await makeCall();
    const { org } = call;
    const colleague = await makeMember(org.id, "org_viewer");
    const note = await mention(call, `For ${mentionOf(org.viewer.userId)}`);
    const cookie = await org.admin.cookie();
    const route = { path: `/api/v1/orgs/${org.slug}/notes/${note.id}`, params: { org: org.slug, id: note.id }, cookie };
    await callRoute(PATCH, { ...route, method: "PATCH", body: { body: `For ${mentionOf(colleague.userId)}` } });
    expect(await unseenBy(org.slug, org.viewer)).toEqual([]);
    expect(await unseenBy(org.slug, colleague)).toHaveLength(1);
    await callRoute(DELETE, { ...route, method: "DELETE" });
    expect(await unseenBy(org.slug, colleague)).toEqual([]);
  });

  test("a stranger's look is not found, and marks nothing", async () => {
    const call = await makeCall();
    const { org, id } = call;
    const stranger = await makeOrganization();
    await mention(call, mentionOf(org.viewer.userId));
    expect((await see(org.slug, id, stranger.viewer)).status).toBe(404);
    expect((await see(stranger.slug, id, stranger.viewer)).json()).toEqual({ seen: 0 });
    expect(await unseenBy(org.slug, org.viewer)).toHaveLength(1);
  });

  test("a member who leaves is mentioned no more, and the note stays", async () => {
    const call = await makeCall();
    const { org } = call;
    const note = await mention(call, `Ask ${mentionOf(org.viewer.userId)}`);
    await database()`delete from public.memberships where org_id = ${org.id} and user_id = ${org.viewer.userId}`;
    const rows = await database()`
      select n.id, m.user_id from public.notes n left join public.note_mentions m on m.note_id = n.id where n.id = ${note.id}`;
    expect(rows).toEqual([{ id: note.id, user_id: null }]);
  });

  test("the words of a note that mentions somebody who has left can still be mended, and others than them are still refused", async () => {
    const call = await makeCall();
    const { org } = call;
    const [colleague, other] = await Promise.all([makeMember(org.id, "org_viewer"), makeMember(org.id, "org_viewer")]);
    const both = `${mentionOf(org.viewer.userId)} ${mentionOf(colleague.userId)}`;
    const note = await mention(call, `Ask ${both}`);
    await database()`
      delete from public.memberships where org_id = ${org.id} and user_id in (${org.viewer.userId}, ${other.userId})`;
    const cookie = await org.admin.cookie();
    const route = { path: `/api/v1/orgs/${org.slug}/notes/${note.id}`, params: { org: org.slug, id: note.id }, cookie };
    const edit = (body: string) => callRoute(PATCH, { ...route, method: "PATCH", body: { body } });
    const mended = await edit(`Please ask ${both}`);
    expect(mended.status).toBe(200);
    expect(mended.json<Note>()).toMatchObject({
      body: `Please ask ${both}`,
      mentions: [{ user_id: colleague.userId, name: expect.any(String) }],
    });
    expect((await edit(`Ask ${mentionOf(other.userId)}`)).status).toBe(422);
  });
});
