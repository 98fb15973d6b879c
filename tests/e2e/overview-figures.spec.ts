import { makeAgent } from "../support/agent";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A zone where it is about noon now, so that no day is near its border. */
function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

test("from a figure of a narrowed period to exactly the calls behind it, and the numbers behind the charts", async ({
  page,
  context,
}) => {
  const organization = await makeOrganization({ time_zone: noonZone() });
  const [front, night] = [await makeAgent(organization.id, "retell"), await makeAgent(organization.id, "vapi")];
  const ago = (ms: number) => ({ started_at: new Date(Date.now() - ms) });
  await insertCall(front, ago(HOUR));
  await insertCall(front, { ...ago(2 * DAY), is_billable: false, disconnection_reason: "call_transfer" });
  await insertCall(front, { ...ago(3 * DAY), successful: false, direction: "outbound" });
  for (const days of [1, 2, 3]) await insertCall(night, ago(days * DAY));
  await insertCall(front, ago(8 * DAY));
  await signInAs(context, organization.viewer);

  await page.goto(`/${organization.slug}/overview`);
  const figures = page.getByRole("region", { name: "Figures" });
  const card = (name: string) =>
    figures
      .locator("dl > div", { has: page.getByRole("link", { name, exact: true }) })
      .getByRole("definition")
      .first();
  await expect(card("Calls")).toContainText("1");

  // The period, then the agent: both land in the address, and every figure follows.
  await page.getByRole("button", { name: "7 days" }).click();
  await expect(page).toHaveURL(/range=7d/);
  await expect(card("Calls")).toContainText("6");
  await page.getByRole("button", { name: "Agent" }).click();
  const agentName = await page.getByRole("menuitemcheckbox").first().textContent();
  const chosen = (await page.getByRole("menuitemcheckbox").allTextContents()).findIndex((name) =>
    name.includes(front.id.slice(0, 4)),
  );
  expect(agentName).not.toBeNull();
  await page.getByRole("menuitemcheckbox").nth(chosen).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`agent_id=${front.id}`));
  await expect(card("Calls")).toContainText("3");
  // Three calls against one in the seven days before.
  await expect(card("Calls")).toContainText("+200%");
  await expect(card("Success")).toContainText("67%");

  // Of test calls none is billable: revenue minutes count nothing, and open nothing.
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(card("Calls")).toContainText("1");
  await expect(figures.getByText("Revenue minutes")).toBeVisible();
  await expect(figures.getByRole("link", { name: "Revenue minutes" })).toHaveCount(0);
  await page.getByRole("button", { name: "All", exact: true }).click();
  await expect(figures.getByRole("link", { name: "Revenue minutes" })).toHaveAttribute("href", /is_billable=true/);
  await expect(card("Calls")).toContainText("3");

  // The numbers, one click away, and as a file.
  await figures.getByRole("button", { name: "Numbers" }).click();
  const dialog = page.getByRole("dialog", { name: "Figures by day" });
  await expect(dialog.getByRole("row")).toHaveCount(1 + 7 + 2);
  await expect(dialog.getByRole("row", { name: /^Period 3/ })).toBeVisible();
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^figures-.*\.csv$/);
  await page.keyboard.press("Escape");

  // A copied address shows the same.
  await page.reload();
  await expect(card("Calls")).toContainText("3");

  // The number is a door: the same three calls, under the same filters.
  await figures.getByRole("link", { name: "Calls", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/calls\\?from=.*to=.*agent_id=${front.id}`));
  await expect(page.getByText("3 calls match.")).toBeVisible();
  await page.goBack();
  await expect(card("Success")).toContainText("67%");
  await figures.getByRole("link", { name: "Success", exact: true }).click();
  await expect(page.getByText("2 calls match.")).toBeVisible();
  await page.goBack();
  // One of the three was handed over: containment opens the two that were not, and says what it is narrowed to.
  await expect(figures.getByText("2 of 3 conversations")).toBeVisible();
  await figures.getByRole("link", { name: "Containment", exact: true }).click();
  await expect(page.getByText("2 calls match.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Active filters" })).toContainText("held by the agent");
});

test("a bar of an hour opens the calls of that hour, and says which it is", async ({ page, context }) => {
  const organization = await makeOrganization({ time_zone: noonZone() });
  const agent = await makeAgent(organization.id, "retell");
  const midday = 12 - new Date().getUTCHours();
  const called = new Date(Date.now() - 2 * HOUR);
  await insertCall(agent, { started_at: called });
  await insertCall(agent, { started_at: new Date(Date.now() - 5 * HOUR) });
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/overview`);
  await page.getByRole("group", { name: /Calls by hour/ }).focus();
  const hour = (called.getUTCHours() + midday + 24) % 24;
  for (let pressed = 0; pressed <= hour; pressed++) await page.keyboard.press("ArrowRight");
  await expect(page.getByText("1 call", { exact: true }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 call matches.")).toBeVisible();
  const dates = page.getByRole("button", { name: `${hour}:00 AM – ${hour + 1}:00 AM` });
  await expect(dates).toBeVisible();
  // Its day can be had from there, and the hour left.
  await dates.click();
  await page.getByRole("button", { name: "Show these days" }).click();
  await expect(page.getByText("2 calls match.")).toBeVisible();
});

test("the day that runs is shown so far and not held against a whole one; voicemail is no conversation", async ({
  page,
  context,
}) => {
  const organization = await makeOrganization({ time_zone: noonZone() });
  const agent = await makeAgent(organization.id, "retell");
  const ago = (ms: number) => ({ started_at: new Date(Date.now() - ms) });
  await insertCall(agent, ago(HOUR));
  await insertCall(agent, { ...ago(2 * HOUR), voicemail: true });
  for (const hours of [-2, -1, 1, 2]) await insertCall(agent, ago(7 * DAY + hours * HOUR));
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/overview?range=7d`);
  const calls = page
    .getByRole("region", { name: "Figures" })
    .locator("dl > div", { has: page.getByRole("link", { name: "Calls", exact: true }) });
  await expect(calls).toContainText("1 conversation");
  await page.getByRole("group", { name: /Calls by day/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await expect(calls).toContainText("so far");
  await expect(calls).toContainText("2");
  await expect(calls).not.toContainText("%");
  await expect(page.getByText(/, so far\s*2 calls\s*before 4 calls/)).toBeVisible();
});

/** Chooses another period, whose figures are held back, then lets them through. */
async function onSlowLine({ page, context }: Journey) {
  const organization = await makeOrganization({ time_zone: noonZone() });
  const agent = await makeAgent(organization.id, "retell");
  for (const days of [0, 2, 3]) await insertCall(agent, { started_at: new Date(Date.now() - days * DAY - HOUR) });
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/overview`);
  const figures = page.getByRole("region", { name: "Figures" });
  const calls = figures
    .locator("dl > div", { has: page.getByRole("link", { name: "Calls", exact: true }) })
    .getByRole("definition")
    .first();
  const inkOf = (text: string) =>
    page
      .locator("[aria-busy]", { hasText: text })
      .first()
      .evaluate((held) => [...held.querySelectorAll("dd, td")].map((each) => getComputedStyle(each).color)[0]);
  await expect(calls).toContainText("1");
  const fullInk = [await inkOf("Talked"), await inkOf("Agent")];
  const height = (await figures.boundingBox())?.height;

  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/figures\?range=7d/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "7 days" }).click();
  await expect(figures.getByRole("status")).toHaveText("Reading what you chose…");
  await expect(figures.locator("[aria-busy=true]", { hasText: "Talked" })).toBeVisible();
  // Both the figures and those by agent; what they say is still what they are of, and so is what they open.
  await expect.poll(() => inkOf("Talked"), { timeout: 5_000 }).not.toBe(fullInk[0]);
  await expect.poll(() => inkOf("Agent"), { timeout: 5_000 }).not.toBe(fullInk[1]);
  await expect(calls).toContainText("1");
  const door = new URL(
    (await figures.getByRole("link", { name: "Calls", exact: true }).getAttribute("href")) ?? "",
    page.url(),
  );
  expect(door.searchParams.get("from")).toBe(door.searchParams.get("to"));
  expect((await figures.boundingBox())?.height).toBe(height);

  release();
  await expect(calls).toContainText("3");
  await expect(figures.getByRole("status")).toHaveText("");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  expect([await inkOf("Talked"), await inkOf("Agent")]).toEqual(fullInk);
}

test("while the figures of another period are on their way, those that stand there are marked as not the answer", ({
  page,
  context,
}) => onSlowLine({ page, context }));

test("control: old figures in full ink are noticed", async ({ page, context }) => {
  await context.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => {
      const style = document.createElement("style");
      style.textContent = "[aria-busy], [aria-busy] * { animation: none !important }";
      document.head.append(style);
    });
  });
  await expectComplaint(() => onSlowLine({ page, context }), /not.toBe/);
});

test("a period that is none says so and can be left", async ({ page, context, expectConsole }) => {
  expectConsole(/422/);
  const organization = await makeOrganization();
  await makeAgent(organization.id, "retell");
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/overview?range=century`);
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await page.getByRole("button", { name: "30 days" }).click();
  await expect(page.getByRole("region", { name: "Figures" })).toBeVisible();
});
