import { expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/live/route";
import { env } from "@/lib/env";
import { database } from "../../support/database";
import { makeOrganization, type TestOrganization } from "../../support/organization";
import { inRequestScope } from "../../support/request-scope";

/** As many facts as a stream no longer tells one by one. */
const TOO_MANY = 1_000;

/** Opens the stream as a browser that was told everything up to `since`. @returns what it says until it is ready */
async function toldSince({ slug, admin }: TestOrganization, since: string): Promise<string> {
  const closing = new AbortController();
  const request = new Request(`${env().PUBLIC_BASE_URL}/api/v1/orgs/${slug}/live?last_event_id=${since}`, {
    headers: { cookie: await admin.cookie() },
    signal: closing.signal,
  });
  const { result: answer } = await inRequestScope(request, () =>
    GET(request, { params: Promise.resolve({ org: slug }) }),
  );
  expect(answer.status).toBe(200);
  let told = "";
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    told += decoder.decode(chunk, { stream: true });
    if (told.includes("event: ready")) break;
  }
  closing.abort();
  return told;
}

/** Notes facts of so long ago. @returns their ids, oldest first */
async function note(orgId: string, facts: number, agoMs: number): Promise<string[]> {
  const rows = await database()<{ id: string }[]>`
    insert into events (id, org_id, name, occurred_at, subject_type, actor_type, data)
    select private.uuid_v7(at), ${orgId}, 'call.updated', at, 'call', 'vendor', '{}'
    from generate_series(1, ${facts}) n, lateral (select now() - ${agoMs} * interval '1 ms' + n * interval '1 ms') as of (at)
    returning id`;
  return rows.map(({ id }) => id).sort();
}

test("who missed too much is told to read anew, with the place to go on from, and is not sent back when they come again", async () => {
  const organization = await makeOrganization();
  const [since = ""] = await note(organization.id, 1, 120_000);
  const missed = await note(organization.id, TOO_MANY, 60_000);
  const told = await toldSince(organization, since);
  const [, place = ""] = /id: ([0-9a-f-]{36})\nevent: reset\n/.exec(told) ?? [];
  expect(place > (missed.at(-1) ?? "z")).toBe(true);
  expect(told).not.toContain("event: call.updated");
  expect(await toldSince(organization, place)).not.toContain("event: reset");
});

test("who missed little is told each fact", async () => {
  const organization = await makeOrganization();
  const [since = ""] = await note(organization.id, 1, 60_000);
  const missed = await note(organization.id, 3, 30_000);
  const told = await toldSince(organization, since);
  for (const id of missed) expect(told).toContain(`id: ${id}\nevent: call.updated\n`);
});
