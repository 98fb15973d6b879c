import { makeAgent } from "../support/agent";
import { expect, signInAs, test } from "../support/browser";
import { bodiesOfCall } from "../support/deliveries";
import { makeOrganization } from "../support/organization";
import { postDelivery } from "../support/post-delivery";
import { openSeverableRoad } from "../support/severable-road";

const MISSED_CALLS = 3;

test("a live view whose stream is cut says so, and then shows every call that arrived meanwhile, once", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED|ERR_SOCKET|404/);
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const arrive = async (calls: number) => {
    for (let call = 0; call < calls; call++) {
      const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - 60_000 + call * 1_000 });
      for (const body of bodies) await postDelivery(agent, body);
    }
  };
  const road = await openSeverableRoad(process.env.PUBLIC_BASE_URL ?? "");
  try {
    await signInAs(context, organization.viewer);
    await page.goto(`${road.url}/${organization.slug}/calls`);
    await expect(page.locator("[data-live=connected]")).toBeVisible();
    await arrive(1);
    const rows = page.getByRole("row").filter({ hasText: "(212) 555-0123" });
    await expect(rows).toHaveCount(1);

    road.sever();
    await expect(page.locator("[data-live=reconnecting]")).toBeVisible();
    await arrive(MISSED_CALLS);
    await expect(rows).toHaveCount(1);

    road.mend();
    await expect(page.locator("[data-live=connected]")).toBeVisible({ timeout: 30_000 });
    await expect(rows).toHaveCount(1 + MISSED_CALLS);
    await expect(page.getByText(`${1 + MISSED_CALLS} calls today.`)).toBeVisible();
    const addresses = await rows
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(new Set(addresses).size).toBe(1 + MISSED_CALLS);
  } finally {
    await road.stop();
  }
});
