import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { makeAgent } from "../support/agent";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { tabTo } from "../support/tab-to";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A Monday that is over a week ago, in UTC. */
function monday(): number {
  const then = new Date(Date.now() - 14 * DAY);
  then.setUTCHours(0, 0, 0, 0);
  return then.getTime() - ((then.getUTCDay() + 6) % 7) * DAY;
}

/** Two agents in a week that is over: on Tuesday after three one of them, on Thursday at nine the other. */
async function openWeek({ page, context }: Journey) {
  const organization = await makeOrganization({ time_zone: "UTC" });
  const [front, night] = [await makeAgent(organization.id, "retell"), await makeAgent(organization.id, "vapi")];
  const [first, last] = [monday(), monday() + 6 * DAY];
  const tuesday = { started_at: new Date(first + DAY + 15 * HOUR + 60_000) };
  await insertCall(front, { ...tuesday, duration_ms: 600_000, sentiment: "positive", latency_p50_ms: 900 });
  await insertCall(front, { ...tuesday, duration_ms: 180_000, sentiment: "negative", is_billable: false });
  await insertCall(night, { started_at: new Date(first + 3 * DAY + 9 * HOUR), successful: false });
  await signInAs(context, organization.viewer);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  await page.goto(`/${organization.slug}/overview?from=${day(first)}&to=${day(last)}`);
  return { front, night };
}

/** What the dialog of a section says, and the lines of its file; the dialog is closed again. */
async function numbersOf(page: Page, section: Locator, title: string) {
  await section.getByRole("button", { name: "Numbers" }).click();
  const dialog = page.getByRole("dialog", { name: title });
  await expect(dialog.getByRole("row").nth(1)).toBeVisible();
  const [heads = [], ...rows] = await dialog
    .getByRole("row")
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "CSV" }).click(),
  ]);
  const lines = (await readFile(await file.path(), "utf8")).trimEnd().split("\r\n");
  await page.keyboard.press("Escape");
  await expect(section.getByRole("button", { name: "Numbers" })).toBeFocused();
  return { heads, rows, file: file.suggestedFilename(), lines };
}

const MEASURES = [
  "Calls",
  "Talked",
  "Revenue minutes",
  "Test minutes",
  "Success",
  "Containment",
  "Positive",
  "Latency",
  "Cost",
];

test("by agent stand minutes, revenue minutes against test and mood beside the rest, on a phone behind Numbers", async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { front, night } = await openWeek({ page, context });
  const section = page.getByRole("region", { name: "By agent" });
  const cellsOf = (agent: { id: string }) =>
    section
      .getByRole("row", { name: new RegExp(agent.id.slice(0, 4)) })
      .getByRole("cell")
      .filter({ visible: true });
  const [ofFront, ofNight] = [
    ["2", "13 min", "10 min", "3 min", "100%", "100%", "50%", "900 ms", "$0.50"],
    ["1", "2 min", "2 min", "0 s", "0%", "100%", "–", "–", "$0.25"],
  ];
  await expect(cellsOf(front)).toHaveText(ofFront);
  await expect(cellsOf(night)).toHaveText(ofNight);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(cellsOf(front)).toHaveText(["2", "100%"]);
  const { heads, rows, file, lines } = await numbersOf(page, section, "Figures by agent");
  expect(heads).toEqual(["Agent", ...MEASURES]);
  const names = [front, night].map(({ id }) => `Front desk ${id.slice(0, 4)}`);
  expect(rows.slice(0, 2)).toEqual([
    [names[0], ...ofFront],
    [names[1], ...ofNight],
  ]);
  expect(rows.slice(2).map(([name, calls]) => [name, calls])).toEqual(names.map((name) => [`${name}, before`, "0"]));
  expect(file).toMatch(/^agents-[\d-]+\.csv$/);
  expect(lines[1]).toBe(`${names[0]},2,13,10,3,100,100,50,900,0.5`);
});

async function readWeek({ page, context }: Journey) {
  await openWeek({ page, context });
  const section = page.getByRole("region", { name: "When calls come" });
  const { heads, rows, file, lines } = await numbersOf(page, section, "Calls by weekday and hour");
  expect(heads).toEqual(["From", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
  expect(rows).toHaveLength(24 + 1);
  expect(rows[9]).toEqual(["9 AM", "0", "0", "0", "1", "0", "0", "0"]);
  expect(rows[15]).toEqual(["3 PM", "0", "2", "0", "0", "0", "0", "0"]);
  expect(rows[24]).toEqual(["All day", "0", "2", "0", "1", "0", "0", "0"]);
  expect(file).toMatch(/^weekdays-[\d-]+\.csv$/);
  expect(lines[16]).toBe("3 PM,0,2,0,0,0,0,0");

  // Hour by hour without a mouse, from the busiest on.
  const told = section.getByRole("figure").locator("figcaption");
  await expect(told).toHaveText("Busiest: Tue, 3 PM – 4 PM 2 calls");
  await tabTo(page, section.getByRole("group", { name: /^Calls by weekday and hour/ }));
  await page.keyboard.press("ArrowRight");
  await expect(told).toHaveText("Tue, 3 PM – 4 PM 2 calls");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(told).toHaveText("Thu, 3 PM – 4 PM: no calls");
  for (let hours = 6; hours > 0; hours -= 1) await page.keyboard.press("ArrowLeft");
  await expect(told).toHaveText("Thu, 9 AM – 10 AM 1 call");
  await page.keyboard.press("Tab");
  await expect(told).toContainText("Busiest");
}

test("when calls come is read by keyboard, and its numbers are a click away and a file", readWeek);

test("control: hours that Tab does not lead to are noticed", async ({ page, context }) => {
  await context.addInitScript(() => {
    setInterval(() => document.querySelector("figure [role=group]:has(table)")?.setAttribute("tabindex", "-1"), 20);
  });
  await expectComplaint(() => readWeek({ page, context }), /Tab does not lead to/);
});
