import { expect, test } from "vitest";
import { agentTrends } from "@/lib/agents/agent-trends";
import { withTenant } from "@/lib/db/tenant";
import { logger } from "@/lib/log/logger";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { insertCall } from "../../support/insert-call";
import { makeOrganization } from "../../support/organization";

const DAY = 86_400_000;

/** A zone of its own, five hours behind UTC, whose clocks went back an hour five days ago. */
function zoneJustChanged(): string {
  const changed = new Date(Date.now() - 5 * DAY);
  // Days of the year as such zones count them: without 29 February.
  const day = (Date.UTC(2026, changed.getUTCMonth(), changed.getUTCDate()) - Date.UTC(2025, 11, 31)) / DAY;
  return `STD5DST4,J${((day + 264) % 365) + 1}/2,J${day}/2`;
}

test("the oldest day of a trend is whole although the clocks were changed since", async () => {
  const made = await makeOrganization();
  const agent = await makeAgent(made.id, "retell");
  const zone = zoneJustChanged();
  const [edge] = await database()<{ first: Date; has_changed: boolean }[]>`
    with days as (select (now() at time zone ${zone})::date as today)
    select (today - 13)::timestamp at time zone ${zone} as first,
      (today - 13)::timestamp at time zone ${zone} <> date_trunc('day', now(), ${zone}) - interval '13 days' as has_changed
    from days`;
  if (!edge) throw new Error("there is no oldest day");
  expect(edge.has_changed).toBe(true);
  await insertCall(agent, { started_at: new Date(edge.first.getTime() + 600_000) });
  await insertCall(agent, { started_at: new Date(edge.first.getTime() - 600_000) });
  const { id, slug, name } = made;
  const org = { id, slug, name, industry: "clinic", time_zone: zone, currency: "USD", colour: "teal" } as const;
  const trends = await withTenant({ orgId: id }, (tx) =>
    agentTrends({ org, tx, actor: { type: "job", id: "test" }, log: logger(), requestId: "test" }, [agent.id]),
  );
  expect(trends.get(agent.id)?.calls_by_day).toEqual([1, ...Array(13).fill(0)]);
});
