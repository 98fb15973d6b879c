import { describe, expect, test } from "vitest";
import { GET, POST } from "@/app/api/v1/orgs/[org]/calls/[id]/notes/route";
import { POST as RESTORE } from "@/app/api/v1/orgs/[org]/notes/[id]/restoration/route";
import { DELETE, PATCH } from "@/app/api/v1/orgs/[org]/notes/[id]/route";
import { forgetDeletedNotes } from "@/lib/notes/forget-deleted-notes";
import { mentionOf } from "@/lib/notes/mentions-in";
import type { Note } from "@/lib/notes/schemas";
import { openBody } from "@/lib/phi/fields";
import { vaultFor } from "../../../scripts/database/vault-for";
import { askWith, makeKey } from "../../support/api-keys";
import { asMember } from "../../support/as-member";
import { makeCall, nobodysId, type TestCall } from "../../support/call";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeMember, makeOrganization } from "../../support/organization";

const list = (slug: string, id: string, cookie?: string) =>
  callRoute(GET, { path: `/api/v1/orgs/${slug}/calls/${id}/notes`, params: { org: slug, id }, cookie });

const write = (slug: string, id: string, body: unknown, cookie?: string) =>
  callRoute(POST, {
    method: "POST",
    path: `/api/v1/orgs/${slug}/calls/${id}/notes`,
    params: { org: slug, id },
    body,
    cookie,
  });

const edit = (slug: string, id: string, body: unknown, cookie?: string) =>
  callRoute(PATCH, {
    method: "PATCH",
    path: `/api/v1/orgs/${slug}/notes/${id}`,
    params: { org: slug, id },
    body,
    cookie,
  });

const remove = (slug: string, id: string, cookie?: string) =>
  callRoute(DELETE, { method: "DELETE", path: `/api/v1/orgs/${slug}/notes/${id}`, params: { org: slug, id }, cookie });

const restore = (slug: string, id: string, cookie?: string) =>
  callRoute(RESTORE, {
    method: "POST",
    path: `/api/v1/orgs/${slug}/notes/${id}/restoration`,
    params: { org: slug, id },
    cookie,
  });

const read = async ({ org, id }: TestCall) =>
  (await list(org.slug, id, await org.viewer.cookie())).json<{ data: Note[] }>().data;

const factsOf = (orgId: string) => database()<{ name: string; subject_id: string; data: Record<string, unknown> }[]>`
  select name, subject_id, data from public.events where org_id = ${orgId} and name like 'note.%' order by id`;

const stored = async (orgId: string) => {
  const vault = await vaultFor(database(), orgId);
  const rows = await database()<{ id: string; body: string | null; body_ciphertext: string | null }[]>`
    select id, body, body_ciphertext from public.notes where org_id = ${orgId}`;
  return rows.map((row) => ({ body: openBody(vault, "notes", row) }));
};

describe("notes of a call", () => {
  test("what an admin writes is read by everybody in the organization, with who, when and about which second", async () => {
    const call = await makeCall();
    const { org, id } = call;
    const answer = await write(
      org.slug,
      id,
      { body: "  Wants a morning slot ", at_ms: 12_500 },
      await org.admin.cookie(),
    );
    expect(answer.status).toBe(201);
    const [note] = await read(call);
    expect(note).toEqual(answer.json());
    expect(note).toMatchObject({
      call_id: id,
      body: "Wants a morning slot",
      at_ms: 12_500,
      author: { type: "user", id: org.admin.userId, name: expect.stringContaining("Admin-") },
      mentions: [],
      edited_at: null,
    });
  });

  test("facts about a note carry ids and none of its words", async () => {
    const { org, id } = await makeCall();
    const body = `Diabetic, ask ${mentionOf(org.viewer.userId)}`;
    const note = (await write(org.slug, id, { body }, await org.admin.cookie())).json<Note>();
    expect(await factsOf(org.id)).toEqual([
      { name: "note.written", subject_id: note.id, data: { call_id: id, mentions: [org.viewer.userId] } },
    ]);
  });

  test("the author edits; another admin does not, but may delete, and bring back within 30 days", async () => {
    const call = await makeCall();
    const { org, id } = call;
    const other = await makeMember(org.id, "org_admin");
    const cookie = await org.admin.cookie();
    const note = (await write(org.slug, id, { body: "One" }, cookie)).json<Note>();
    expect((await edit(org.slug, note.id, { body: "Two" }, await other.cookie())).status).toBe(403);
    expect((await edit(org.slug, note.id, { body: "Two" }, cookie)).json<Note>()).toMatchObject({
      body: "Two",
      edited_at: expect.any(String),
    });
    expect((await remove(org.slug, note.id, await other.cookie())).status).toBe(204);
    expect(await read(call)).toEqual([]);
    expect((await remove(org.slug, note.id, cookie)).status).toBe(404);
    expect((await restore(org.slug, note.id, cookie)).status).toBe(201);
    expect(await read(call)).toMatchObject([{ id: note.id, body: "Two" }]);
    expect((await factsOf(org.id)).map(({ name }) => name)).toEqual([
      "note.written",
      "note.edited",
      "note.deleted",
      "note.restored",
    ]);
  });

  test("a deleted note is forgotten after 30 days, and not before", async () => {
    const { org, id } = await makeCall();
    const cookie = await org.admin.cookie();
    const [young, old] = await Promise.all(["Young", "Old"].map((body) => write(org.slug, id, { body }, cookie)));
    for (const [answer, age] of [
      [young, "29 days"],
      [old, "31 days"],
    ] as const)
      await database()`update public.notes set deleted_at = now() - ${age}::interval where id = ${answer?.json<Note>().id ?? ""}`;
    expect(await forgetDeletedNotes()).toBeGreaterThanOrEqual(1);
    expect(await stored(org.id)).toEqual([{ body: "Young" }]);
  });

  test.each([
    [{ body: "   " }, "body"],
    [{ body: "x".repeat(4001) }, "body"],
    [{ body: "x", at_ms: -1 }, "at_ms"],
    [{ body: `Ask ${mentionOf(nobodysId())}` }, "body"],
  ])("%j is refused, names the field and leaves nothing", async (body, field) => {
    const { org, id } = await makeCall();
    const answer = await write(org.slug, id, body, await org.admin.cookie());
    expect(answer.status).toBe(422);
    expect(answer.json<{ error: { details: { fields: object } } }>().error.details.fields).toHaveProperty(field);
    expect(await stored(org.id)).toEqual([]);
  });
});

describe("who may not", () => {
  test("a viewer reads and does not write: refused by the route, and by the database when the route forgets", async () => {
    const { org, id } = await makeCall();
    const note = (await write(org.slug, id, { body: "Kept" }, await org.admin.cookie())).json<Note>();
    const cookie = await org.viewer.cookie();
    expect((await write(org.slug, id, { body: "Mine" }, cookie)).status).toBe(403);
    expect((await edit(org.slug, note.id, { body: "Mine" }, cookie)).status).toBe(403);
    expect((await remove(org.slug, note.id, cookie)).status).toBe(403);
    expect((await restore(org.slug, note.id, cookie)).status).toBe(403);

    const insertAs = (userId: string) =>
      asMember(userId, org.slug, (tx) =>
        tx.insertInto("notes").values({ org_id: org.id, call_id: id, body: "Past the route" }).execute(),
      );
    await expect(insertAs(org.viewer.userId)).rejects.toMatchObject({ code: "25006" });
    expect(await stored(org.id)).toEqual([{ body: "Kept" }]);
    // The same statement by an admin goes through: it was the viewer that was refused.
    await insertAs(org.admin.userId);
    expect(await stored(org.id)).toHaveLength(2);
  });

  test("another organization's call and notes are not found, and stay as they are", async () => {
    const [call, stranger] = await Promise.all([makeCall(), makeOrganization()]);
    const { org, id } = call;
    const note = (await write(org.slug, id, { body: "Ours" }, await org.admin.cookie())).json<Note>();
    const cookie = await stranger.admin.cookie();
    for (const slug of [stranger.slug, org.slug]) {
      expect((await list(slug, id, cookie)).status).toBe(404);
      expect((await write(slug, id, { body: "Theirs" }, cookie)).status).toBe(404);
      expect((await edit(slug, note.id, { body: "Theirs" }, cookie)).status).toBe(404);
      expect((await remove(slug, note.id, cookie)).status).toBe(404);
      expect((await restore(slug, note.id, cookie)).status).toBe(404);
    }
    expect(await read(call)).toMatchObject([{ body: "Ours" }]);
    expect(await stored(stranger.id)).toEqual([]);
  });

  test("a note cannot be tied to another organization's call, whatever the code says", async () => {
    const [call, stranger] = await Promise.all([makeCall(), makeOrganization()]);
    const tied = asMember(stranger.admin.userId, stranger.slug, (tx) =>
      tx.insertInto("notes").values({ org_id: stranger.id, call_id: call.id, body: "Theirs" }).execute(),
    );
    await expect(tied).rejects.toMatchObject({ code: "23503" });
  });

  test("nobody's session is 401", async () => {
    const { org, id } = await makeCall();
    expect((await list(org.slug, id)).status).toBe(401);
    expect((await write(org.slug, id, { body: "x" })).status).toBe(401);
  });
});

test("a note by a program bears the name of its key, and only that key or nobody changes its words", async () => {
  const call = await makeCall();
  const { org, id } = call;
  const [key, other] = [
    await makeKey(org, ["notes:read", "notes:write"], { name: "Booking system" }),
    await makeKey(org, ["notes:write"], { name: "Another" }),
  ];
  const written = await askWith(key.token, POST, org, { method: "POST", params: { id }, body: { body: "Booked." } });
  expect(written.status).toBe(201);
  const note = written.json<Note>();
  expect(note.author).toEqual({ type: "api_key", id: key.id, name: "Booking system" });
  expect((await read(call)).map(({ author }) => author?.name)).toEqual(["Booking system"]);
  const change = (token: string) =>
    askWith(token, PATCH, org, { method: "PATCH", params: { id: note.id }, body: { body: "Booked for nine." } });
  expect((await change(other.token)).status).toBe(403);
  expect((await edit(org.slug, note.id, { body: "Mine." }, await org.admin.cookie())).status).toBe(403);
  expect((await change(key.token)).status).toBe(200);
  expect((await read(call)).map(({ body }) => body)).toEqual(["Booked for nine."]);
});
