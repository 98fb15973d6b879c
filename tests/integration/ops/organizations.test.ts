import { describe, expect, test } from "vitest";
import { GET as list } from "@/app/api/ops/organizations/route";
import { GET as members } from "@/app/api/v1/orgs/[org]/members/route";
import type { OrganizationHealth } from "@/lib/ops/schemas";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization, onVisits } from "../../support/organization";

type Answer = { data: OrganizationHealth[]; next_cursor: string | null };

const mark = () => `ops${crypto.randomUUID().slice(0, 8)}`;

describe("the operator's list of organizations", () => {
  test("everybody but an operator is told that there is nothing", async () => {
    const org = await makeOrganization();
    expect((await callRoute(list, { path: "/api/ops/organizations" })).status).toBe(401);
    for (const person of [org.admin, org.viewer]) {
      expect((await callRoute(list, { path: "/api/ops/organizations", cookie: await person.cookie() })).status).toBe(
        404,
      );
    }
  });

  test("shows what is wrong with whom", async () => {
    const name = mark();
    const [fine, troubled] = [
      await makeOrganization({ name: `${name} a` }),
      await makeOrganization({ name: `${name} b` }),
    ];
    const [agent] = await database()<{ id: string }[]>`
      insert into public.agents (org_id, provider, name, auth_scheme, reconciliation_error, reconciled_missing_calls)
      values (${troubled.id}, 'retell', 'Front desk', 'retell_signature', 'The vendor refused the key.', 3) returning id`;
    await database()`
      insert into public.calls (id, org_id, agent_id, provider, vendor_call_id, status, started_at)
      select gen_random_uuid(), ${troubled.id}, ${agent?.id ?? ""}, 'retell', 'call-' || n, 'ended', now() - n * interval '1 minute'
      from generate_series(1, 4) n`;
    await database()`
      insert into public.inbound_events (id, org_id, agent_id, provider, event_type, event_key, state, body, received_at)
      values (private.uuid_v7(), ${troubled.id}, ${agent?.id ?? ""}, 'retell', 'call_ended', 'k', 'failed', '{}', now())`;
    const cookie = await (await makeOperator()).cookie();
    const { data } = (await callRoute(list, { path: `/?search=${name}`, cookie })).json<Answer>();
    expect(data).toMatchObject([
      { slug: fine.slug, state: "new", agents: 0, calls_24h: 0, members: 2, last_delivery_at: null },
      {
        slug: troubled.slug,
        state: "trouble",
        agents: 1,
        waiting_agents: 1,
        failing_agents: 1,
        calls_24h: 4,
        failed_deliveries: 1,
        missing_calls: 3,
      },
    ]);
  });

  test("comes page by page, each organization once, by name", async () => {
    const name = mark();
    const made = await Promise.all(
      ["c", "a", "B", "d", "e"].map((letter) => makeOrganization({ name: `${name} ${letter}` })),
    );
    const cookie = await (await makeOperator()).cookie();
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const path = `/?search=${name.toUpperCase()}&limit=2${cursor && `&cursor=${cursor}`}`;
      const page: Answer = (await callRoute(list, { path, cookie })).json<Answer>();
      seen.push(...page.data.map((each) => each.name));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(made.map((each) => each.name).toSorted((a, b) => a.localeCompare(b)));
  });

  test("a search is taken literally", async () => {
    const cookie = await (await makeOperator()).cookie();
    expect((await callRoute(list, { path: "/?search=%25", cookie })).json<Answer>().data).toEqual([]);
    expect((await callRoute(list, { path: "/?limit=0", cookie })).status).toBe(422);
  });

  test("an operator on a visit opens any organization, and stops being able to when no longer one", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const cookie = await onVisits(operator, [org.id]).cookie();
    const call = { path: "/", params: { org: org.slug }, cookie };
    expect((await callRoute(members, call)).status).toBe(200);
    await database()`delete from public.operators where user_id = ${operator.userId}`;
    expect((await callRoute(members, call)).status).toBe(404);
  });
});
