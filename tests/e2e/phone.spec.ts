import { makeAgent } from "../support/agent";
import { expect, ready, signInAs, test } from "../support/browser";
import { makeBusyOrganization } from "../support/bulk";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";

test("on a phone, what can be done with chosen calls and where one is in the settings lie within the window", async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const org = await makeBusyOrganization({ calls: 20 });
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/calls`);
  await ready(page);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  const bar = page.getByRole("region", { name: "Chosen calls" });
  await expect.poll(async () => (await bar.boundingBox())?.width, "half a window is too narrow").toBeGreaterThan(350);
  const buttons = bar.getByRole("button");
  await expect(buttons).toHaveCount(4);
  for (const button of await buttons.all()) await expect(button).toBeInViewport({ ratio: 1 });

  await page.goto(`/${org.slug}/settings/audit`);
  await ready(page);
  await expect(page.getByRole("navigation", { name: "Settings" }).getByText("Audit log")).toBeInViewport({
    ratio: 0.95,
  });
  await page.getByRole("button", { name: "Verify" }).click();
  const words = page.getByText(/put in later\.$/).last();
  await expect(words).toBeVisible();
  expect(await words.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  await expect(page.getByRole("button", { name: "Dismiss" })).toBeInViewport({ ratio: 1 });
});

test("on a phone, compared agents stand below each other for each measure, and nothing runs sideways", async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const org = await makeOrganization();
  const agents = [];
  for (const [place, provider] of (["retell", "vapi", "retell", "vapi"] as const).entries()) {
    const agent = await makeAgent(org.id, provider);
    for (let calls = 0; calls <= place; calls++) await insertCall(agent, { successful: calls !== 2 });
    agents.push(agent.id);
  }
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/agents/compare?${agents.map((id) => `agent_id=${id}`).join("&")}`);
  const table = page.getByRole("table", { name: "Agents side by side" });
  const figures = table.getByRole("row", { name: /^Success/ }).getByRole("link", { name: "%" });
  await expect(figures).toHaveCount(4);
  for (const figure of await figures.all()) await expect(figure).toBeVisible();
  const runsSideways = () =>
    page
      .getByRole("main")
      .locator("*")
      .evaluateAll((all) =>
        all
          .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest("search, thead"))
          .map((each) => each.outerHTML.slice(0, 120)),
      );
  expect(await runsSideways()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
