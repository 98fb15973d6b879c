import { LATE_COMMIT_MS, timeOfId } from "@/lib/live/read-events";
import { makeAgent } from "../support/agent";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { bodiesOfCall } from "../support/deliveries";
import { makeOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { postDelivery } from "../support/post-delivery";
import { losingThePlace, openSeverableRoad, type SeverableRoad } from "../support/severable-road";
import { watchReads } from "../support/watch-reads";

const MISSED_CALLS = 3;
/** Longer than the page gathers events before it reads anew. */
const QUIET_MS = 2_000;

/** Watches the list of calls, misses some while the road is cut, and must have them when it is mended. */
async function missNothing({ page, context }: Journey, road: SeverableRoad) {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const arrive = async (calls: number) => {
    for (let call = 0; call < calls; call++) {
      const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - 60_000 + call * 1_000 });
      for (const body of bodies) await postDelivery(agent, body);
    }
  };
  const reads = watchReads(page);
  await signInAs(context, organization.viewer);
  await page.goto(`${road.url}/${organization.slug}/calls`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await arrive(1);
  const rows = page.getByRole("row").filter({ hasText: "••• 0123" });
  await expect(rows).toHaveCount(1);
  // A read that the cut breaks off is repeated when the road is whole, and would bring what only the stream may bring.
  await expect.poll(() => reads.quietForMs(), { timeout: 30_000 }).toBeGreaterThan(QUIET_MS);

  road.sever();
  await expect(page.locator("[data-live=reconnecting]")).toBeVisible();
  await arrive(MISSED_CALLS);
  await expect(rows).toHaveCount(1);
  expect(reads.failed).toEqual([]);
  // A stream is told what was written shortly before it opened, whatever it asks for: events may commit late. Only what is
  // older than that has to be asked for.
  await expect
    .poll(() => ageOfNewestEvent(organization.id), { timeout: LATE_COMMIT_MS * 2, intervals: [1_000] })
    .toBeGreaterThan(LATE_COMMIT_MS);

  road.mend();
  await expect(page.locator("[data-live=connected]")).toBeVisible({ timeout: 90_000 });
  await expect(rows).toHaveCount(1 + MISSED_CALLS);
  await expect(page.getByText(`${1 + MISSED_CALLS} calls today.`)).toBeVisible();
  const addresses = await rows.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(new Set(addresses).size).toBe(1 + MISSED_CALLS);
}

async function ageOfNewestEvent(orgId: string): Promise<number> {
  const [newest] = await database()<{ id: string }[]>`
    select id from public.events where org_id = ${orgId} order by id desc limit 1`;
  return Date.now() - (timeOfId(newest?.id ?? "") ?? 0);
}

test.beforeEach(({ expectConsole }) => {
  test.slow();
  expectConsole(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED|ERR_SOCKET|404/);
});

test("a live view whose stream is cut says so, and then shows every call that arrived meanwhile, once", async ({
  page,
  context,
}) => {
  const road = await openSeverableRoad(process.env.PUBLIC_BASE_URL ?? "");
  try {
    await missNothing({ page, context }, road);
  } finally {
    await road.stop();
  }
});

test("control: a reconnect that does not know where it was loses the calls, and that is noticed", async ({
  page,
  context,
}) => {
  const road = await openSeverableRoad(process.env.PUBLIC_BASE_URL ?? "", losingThePlace);
  try {
    await expectComplaint(() => missNothing({ page, context }, road), /toHaveCount.*Expected:\s+4.*Received:\s+1/s);
  } finally {
    await road.stop();
  }
});
