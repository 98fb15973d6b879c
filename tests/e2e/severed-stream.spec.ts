import { makeAgent } from "../support/agent";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { bodiesOfCall } from "../support/deliveries";
import { makeOrganization } from "../support/organization";
import { expectComplaint, forgetMissedEvents } from "../support/plant";
import { postDelivery } from "../support/post-delivery";
import { openSeverableRoad } from "../support/severable-road";

const MISSED_CALLS = 3;

/** What a browser says when a connection is cut under it. */
const CUT = /ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED|ERR_SOCKET|404/;

async function comeBack({ page, context }: Journey) {
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
    // Nothing may be under way any more: a read that fails now would be repeated, and find what the stream forgot.
    await expect(rows).toContainText("$");
    await expect(rows).toContainText("Denise Harper complained");

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
}

test("a live view whose stream is cut says so, and then shows every call that arrived meanwhile, once", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(CUT);
  await comeBack({ page, context });
});

test("control: calls that a reconnect forgets are noticed", async ({ page, context, expectConsole }) => {
  expectConsole(CUT);
  await forgetMissedEvents(context);
  await expectComplaint(() => comeBack({ page, context }), /toHaveCount.*Expected: 4\s+Received: 1/s);
});
