import { describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/calls/[id]/neighbours/route";
import type { Neighbours } from "@/lib/calls/neighbours-of-call";
import { makeAgent } from "../../support/agent";
import { callRoute } from "../../support/http";
import { insertCall } from "../../support/insert-call";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const read = async (org: TestOrganization, id: string, query = "") =>
  callRoute(GET, {
    path: `/api/v1/orgs/${org.slug}/calls/${id}/neighbours${query}`,
    params: { org: org.slug, id },
    cookie: await org.viewer.cookie(),
  });

const neighbours = async (org: TestOrganization, id: string, query = "") =>
  (await read(org, id, query)).json<Neighbours>();

/** Four calls, newest first; the second is a test call, the third the longest. */
async function fourCalls() {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const at = (minutes: number) => ({ started_at: new Date(Date.UTC(2026, 4, 5, 12, -minutes)) });
  const newest = await insertCall(agent, { ...at(0), duration_ms: 20_000 });
  const second = await insertCall(agent, { ...at(1), duration_ms: 30_000, is_billable: false });
  const third = await insertCall(agent, { ...at(2), duration_ms: 90_000 });
  const oldest = await insertCall(agent, { ...at(3), duration_ms: 10_000 });
  return { org, newest: newest.id, second: second.id, third: third.id, oldest: oldest.id };
}

describe("GET /calls/{id}/neighbours", () => {
  test("newest first unless told otherwise; the ends have one neighbour", async () => {
    const { org, newest, second, third, oldest } = await fourCalls();
    expect(await neighbours(org, newest)).toEqual({ previous: null, next: second });
    expect(await neighbours(org, second)).toEqual({ previous: newest, next: third });
    expect(await neighbours(org, oldest)).toEqual({ previous: third, next: null });
    expect(await neighbours(org, second, "?sort=started_at")).toEqual({ previous: third, next: newest });
  });

  test("a filter leaves out what it leaves out of the list", async () => {
    const { org, newest, third } = await fourCalls();
    expect(await neighbours(org, newest, "?is_billable=true")).toEqual({ previous: null, next: third });
  });

  test("a list sorted by length is walked by length", async () => {
    const { org, newest, second, third, oldest } = await fourCalls();
    expect(await neighbours(org, second, "?sort=-duration_ms")).toEqual({ previous: third, next: newest });
    expect(await neighbours(org, newest, "?sort=duration_ms")).toEqual({ previous: oldest, next: second });
  });

  test("another organization's call is not found, and its calls are nobody's neighbours", async () => {
    const [{ org, newest, second }, other] = await Promise.all([fourCalls(), fourCalls()]);
    expect((await read(other.org, newest)).status).toBe(404);
    expect(await neighbours(org, newest)).toEqual({ previous: null, next: second });
  });

  test("a filter we do not know the values of is refused", async () => {
    const { org, newest } = await fourCalls();
    expect((await read(org, newest, "?status=lost")).status).toBe(422);
  });
});
