import type { Page } from "@playwright/test";
import { expect, signInAs, test } from "../support/browser";
import { makePerson } from "../support/organization";
import { type ReportingApp, serveReportingApp } from "../support/reporting-app";

/** Visits are counted only where it is switched on and nobody has anything against it, and without saying who or where. */
let app: ReportingApp;

test.beforeAll(async () => {
  app = await serveReportingApp({ WEB_ANALYTICS: "on" });
});

test.afterAll(() => app?.stop());

type Counted = { address: string; sent?: string };

/** Stands where Vercel serves its two scripts: runs the page's own `beforeSend` on the page's address, as they do. */
async function standForVercel(page: Page): Promise<Counted[]> {
  const counted: Counted[] = [];
  await page.route("**/_vercel/**", async (route) => {
    const address = new URL(route.request().url()).pathname;
    counted.push({ address });
    const queue = address.includes("speed-insights") ? "siq" : "vaq";
    await route.fulfill({
      contentType: "text/javascript",
      body: `{
        const [, beforeSend] = window.${queue}.find(([name]) => name === "beforeSend");
        window.${queue}Sent = JSON.stringify(beforeSend({ type: "pageview", url: location.href }));
      }`,
    });
  });
  return counted;
}

test("a visit is counted from our own address, without organization, id or query", async ({ page }) => {
  const scripts = await standForVercel(page);
  await page.goto(`${app.url}/sign-in?next=/lakeside/calls/0198a9b0-1234-7abc-8def-0123456789ab`);
  await page.waitForFunction(() => "vaqSent" in window && "siqSent" in window);
  expect(scripts.map(({ address }) => address).sort()).toEqual([
    "/_vercel/insights/script.js",
    "/_vercel/speed-insights/script.js",
  ]);
  const sent = await page.evaluate(() => [Reflect.get(window, "vaqSent"), Reflect.get(window, "siqSent")].join("\n"));
  expect(sent).toContain(`${app.url}/sign-in"`);
  expect(sent).toContain('"route":"/sign-in"');
  expect(sent).not.toContain("lakeside");

  // The address changes under the same script, as it does when one walks on.
  await page.evaluate(() =>
    history.replaceState(null, "", "/lakeside/calls/0198a9b0-1234-7abc-8def-0123456789ab?search=jane"),
  );
  const later = await page.evaluate(() => {
    const queue = (Reflect.get(window, "siq") ?? []) as [string, (event: object) => object][];
    const beforeSend = queue.find(([name]) => name === "beforeSend")?.[1];
    return JSON.stringify(beforeSend?.({ type: "vital", url: location.href }));
  });
  expect(later).toContain('"route":"/[org]/calls/[id]"');
  expect(later).not.toMatch(/lakeside|0198a9b0|jane/);
});

const REFUSALS: [string, (page: Page) => Promise<unknown>][] = [
  ["Do Not Track", (page) => page.addInitScript(() => Object.defineProperty(navigator, "doNotTrack", { value: "1" }))],
  [
    "Global Privacy Control",
    (page) => page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true })),
  ],
  ["the switch", (page) => page.context().addCookies([{ name: "measuring", value: "off", url: app.url }])],
];

for (const [name, refuse] of REFUSALS) {
  test(`nobody is counted who refuses by ${name}`, async ({ page }) => {
    const scripts = await standForVercel(page);
    await refuse(page);
    await page.goto(`${app.url}/sign-in`);
    // The monitoring of the page has decided and has loaded whatever it wanted.
    await page.waitForFunction(() => performance.getEntriesByName("foyer:monitoring").length > 0);
    await expect(page.locator('script[src*="_vercel"]')).toHaveCount(0);
    expect(scripts).toEqual([]);
  });
}

test("the switch stands on the account page where something is measured, and nowhere else", async ({
  page,
  context,
}) => {
  // A cookie is one of the host: both servers know the person.
  await signInAs(context, await makePerson());
  const theSwitch = page.getByRole("switch", { name: /count visits/ });
  await page.goto(`${app.url}/account`);
  await expect(theSwitch).toBeVisible();
  await expect(theSwitch).not.toHaveAccessibleName(/record/);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  await expect(theSwitch).toHaveCount(0);
});

test("nobody is counted where it is not switched on", async ({ page }) => {
  const scripts = await standForVercel(page);
  await page.goto("/sign-in");
  await page.waitForLoadState("load");
  expect(await page.locator('meta[name="foyer:monitoring"]').count()).toBe(0);
  expect(scripts).toEqual([]);
});
