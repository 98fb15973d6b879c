import { expect, test } from "vitest";
import { PUT as setBillable } from "@/app/api/v1/orgs/[org]/calls/[id]/billable/route";
import { GET as readNotes, POST as writeNote } from "@/app/api/v1/orgs/[org]/calls/[id]/notes/route";
import { PUT as setReviewed } from "@/app/api/v1/orgs/[org]/calls/[id]/review/route";
import { GET as readCall } from "@/app/api/v1/orgs/[org]/calls/[id]/route";
import { GET as readMentions } from "@/app/api/v1/orgs/[org]/mentions/route";
import { GET as readViews, PUT as saveView } from "@/app/api/v1/orgs/[org]/views/route";
import type { CallDetail } from "@/lib/calls/get-call";
import type { Mention } from "@/lib/notes/list-mentions";
import { mentionOf } from "@/lib/notes/mentions-in";
import type { Note } from "@/lib/notes/schemas";
import type { SavedView } from "@/lib/views/schemas";
import { makeCall, type TestCall } from "../../support/call";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeMember, makeOperator, openVisit } from "../../support/organization";
import { type Handler, visit, WHY, WHY_CHANGE } from "../../support/visits";

/** Marks a call, writes a note that mentions the viewer, and shares a view. */
async function leaveTraces({ org, id }: TestCall, cookie: string): Promise<void> {
  const send = async (handler: Handler, method: "PUT" | "POST", body: object) => {
    const answer = await callRoute(handler, { path: "/", method, params: { org: org.slug, id }, cookie, body });
    expect(answer.status, answer.text).toBeLessThan(300);
  };
  await send(setBillable, "PUT", { is_billable: false });
  await send(setReviewed, "PUT", { is_reviewed: true });
  await send(writeNote, "POST", { body: `Look at this, ${mentionOf(org.viewer.userId)}` });
  await send(saveView, "PUT", { screen: "calls", name: "Unhappy", query: "sentiment=negative", is_shared: true });
}

/** By what name the viewer meets who did all that. */
async function namesIn({ org, id }: TestCall) {
  const cookie = await org.viewer.cookie();
  const read = async <T>(handler: Handler) => {
    const answer = await callRoute(handler, { path: "/", params: { org: org.slug, id }, cookie });
    expect(answer.status, answer.text).toBe(200);
    return answer.json<T>();
  };
  const call = await read<CallDetail>(readCall);
  const notes = await read<{ data: Note[] }>(readNotes);
  const mentions = await read<{ data: Mention[] }>(readMentions);
  const views = await read<{ data: SavedView[] }>(readViews);
  return {
    billable: call.billable_changed_by?.name,
    reviewed: call.reviewed_by?.name,
    note: notes.data.map(({ author }) => author?.name),
    mention: mentions.data.map(({ author_name }) => author_name),
    view: views.data.map(({ made_by }) => made_by),
  };
}

const everywhere = (name: string) => ({ billable: name, reviewed: name, note: [name], mention: [name], view: [name] });

test("what platform staff did on a visit is theirs by name of their office, during the visit and after it", async () => {
  const [call, operator] = [await makeCall(), await makeOperator()];
  const cookie = await operator.cookie();
  await visit(call.org, cookie, { reason: WHY, changes_reason: WHY_CHANGE });
  await leaveTraces(call, cookie);
  expect(await namesIn(call)).toEqual(everywhere("Foyer staff"));
  await database()`delete from public.operators where user_id = ${operator.userId}`;
  expect(await namesIn(call)).toEqual(everywhere("Foyer staff"));
});

test("a member is named; one who has left is a former member, whomever staff have visited elsewhere", async () => {
  const call = await makeCall();
  const member = await makeMember(call.org.id, "org_admin");
  await leaveTraces(call, await member.cookie());
  await database()`update public.profiles set full_name = 'Noor Visser' where user_id = ${member.userId}`;
  expect(await namesIn(call)).toEqual(everywhere("Noor Visser"));
  await database()`delete from public.memberships where org_id = ${call.org.id} and user_id = ${member.userId}`;
  const elsewhere = await makeCall();
  await openVisit(member.userId, elsewhere.org.id);
  // What they shared leaves with them.
  const { view: _, ...marked } = everywhere("A former member");
  expect(await namesIn(call)).toMatchObject(marked);
});
