import { Redis } from "@upstash/redis";
import { lookupOf } from "@/lib/crypto/lookup";
import { bucketsAt } from "@/lib/redis/sliding-window";
import { tiers } from "@/lib/redis/tiers";
import { breaches } from "../support/accessibility";
import { makeAgent } from "../support/agent";
import { expect, signInAs, test } from "../support/browser";
import { bodiesOfCall } from "../support/deliveries";
import { makeOrganization } from "../support/organization";
import { postDelivery } from "../support/post-delivery";

const READS = tiers["api.user.reads"];

/** As if somebody had read all they may, so long ago that it counts for `ms` more. */
async function readEverything(userId: string, ms: number): Promise<void> {
  const { UPSTASH_REDIS_REST_URL: url = "", UPSTASH_REDIS_REST_TOKEN: token = "" } = process.env;
  const key = `limit:api.user.reads:${lookupOf("rate_limit", userId).slice(0, 32)}`;
  await new Redis({ url, token }).hset(key, { [String(bucketsAt(READS, Date.now() + ms).oldest)]: READS.limit });
}

test("whoever reads too much is told so, waits without hammering, and misses nothing", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/status of 429/);
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/calls`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  let refused = 0;
  page.on("response", (response) => {
    if (response.status() === 429) refused += 1;
  });

  await readEverything(organization.viewer.userId, 8_000);
  const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - 1000 });
  for (const body of bodies) await postDelivery(agent, body);
  const told = page.getByText("Very many requests came from here.");
  await expect(told).toBeVisible();
  expect(await breaches(page)).toEqual([]);
  if (process.env.FOYER_SCREENSHOTS) await page.screenshot({ path: `${process.env.FOYER_SCREENSHOTS}/slowed.png` });

  // The stream goes on telling, and what it told is read when reading is allowed again.
  await expect(page.getByRole("row").filter({ hasText: "••• 0123" })).toBeVisible({ timeout: 60_000 });
  await expect(told).toBeHidden();
  expect(refused, "refused reads").toBeLessThanOrEqual(6);
});
