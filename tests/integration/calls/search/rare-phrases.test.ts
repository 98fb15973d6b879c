import { beforeAll, expect, test } from "vitest";
import { GET as neighbours } from "@/app/api/v1/orgs/[org]/calls/[id]/neighbours/route";
import { GET as exported } from "@/app/api/v1/orgs/[org]/calls/export/route";
import { GET as listed } from "@/app/api/v1/orgs/[org]/calls/route";
import type { CallPage } from "@/lib/calls/list-calls";
import type { RouteHandler } from "@/lib/http/route";
import { makeAgent } from "../../../support/agent";
import { callRoute } from "../../../support/http";
import { indexAllCalls } from "../../../support/index-calls";
import { makeOrganization, type TestOrganization } from "../../../support/organization";
import { insertWordsApart, PHRASE } from "../../../support/words-apart";

/*
 * A phrase is looked for in 400 transcripts at a time. In 900 calls its words were said, together only in the newest, the
 * oldest and one before it: whoever looks for it meets an answer that is empty and yet not the end.
 */
const CALLS = 900;
const SEARCH = `search=${encodeURIComponent(PHRASE)}`;

let org: TestOrganization;
let [newest, older, oldest]: string[] = [];

beforeAll(async () => {
  org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  [newest, older, oldest] = await insertWordsApart(agent, CALLS, [1, CALLS - 1, CALLS]);
  await indexAllCalls(org.id);
}, 60_000);

async function ask(route: RouteHandler, path: string, params: Record<string, string> = {}) {
  return callRoute(route, {
    path: `/api/v1/orgs/${org.slug}${path}`,
    params: { org: org.slug, ...params },
    cookie: await org.viewer.cookie(),
  });
}

const page = async (query: string) => (await ask(listed, `/calls?${query}`)).json<CallPage>();

test("the file of a phrase ends, with all its calls", async () => {
  const { text } = await ask(exported, `/calls/export?columns=id&${SEARCH}`);
  expect(
    text
      .replace(/^\uFEFF/, "")
      .trimEnd()
      .split("\r\n"),
  ).toEqual(["Call", newest, older, oldest]);
});

test("a list of a phrase goes on past pages without a call", async () => {
  const found: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const answer: CallPage = await page(cursor ? `${SEARCH}&cursor=${cursor}` : SEARCH);
    found.push(...answer.data.map(({ id }) => id));
    cursor = answer.next_cursor;
  }
  expect(found).toEqual([newest, older, oldest]);
});

test("the next and the previous call that a phrase finds are met across pages without one", async () => {
  const around = async (id = "") => (await ask(neighbours, `/calls/${id}/neighbours?${SEARCH}`, { id })).json();
  expect(await around(newest)).toEqual({ previous: null, next: older });
  expect(await around(older)).toEqual({ previous: newest, next: oldest });
});

test("a phrase sorted by length says that only the newest matches are sorted, and counts no more than it has seen", async () => {
  const answer = await page(`${SEARCH}&sort=-duration_ms`);
  expect(answer.data.map(({ id }) => id)).toEqual([newest]);
  expect(answer).toMatchObject({ next_cursor: null, sorted_newest: 1, total: { value: 1, capped: true } });
  const { text } = await ask(exported, `/calls/export?columns=id&sort=-duration_ms&${SEARCH}`);
  expect(text).toContain(`Call\r\n${newest}\r\nSorted among the newest 1 matches only.`);
});
