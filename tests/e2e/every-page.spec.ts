import { join } from "node:path";
import type { Page } from "@playwright/test";
import { breaches } from "../support/accessibility";
import { expect, test } from "../support/browser";
import { builtRoutes } from "./ownership/routes";
import { become, openVisit } from "./pages/open-visit";
import { PAGES, unvisited } from "./pages/pages";
import { makeWorld } from "./pages/world";

/** Promise S26: no page of the build has an accessibility finding, in any state that is listed, in either theme. */
const base = process.env.PUBLIC_BASE_URL ?? "";
const distDir = join(import.meta.dirname, "../../.next-test");

/** An open menu hangs below <body>, outside every landmark; a textarea that offers names is a combobox in all but element. */
const isCustom = (id: string, html: string) =>
  (id === "region" && html.includes("data-radix-popper")) ||
  (id === "aria-allowed-role" && /^<textarea[^>]*role="combobox"/.test(html));

/** What another theme can break: everything else is the same page. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** One line per finding of any impact; of these rules, or of all. */
async function findings(page: Page, rules?: string[]): Promise<string[]> {
  const violations = await breaches(page, rules);
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes
      .filter(({ html }) => !isCustom(id, html))
      .map(({ html, failureSummary }) => `${id} (${impact}) ${html.slice(0, 160)} ${failureSummary ?? ""}`),
  );
}

/** The page itself never scrolls sideways; tables do, within themselves. */
async function overflow(page: Page): Promise<string[]> {
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return pixels > 0 ? [`is ${pixels} px wider than the window`] : [];
}

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** So many states of each page are looked at on a phone as well. */
const ON_PHONE = 2;

/** In light, then in dark as it stands there: the theme follows the system. */
async function lookTwice(page: Page): Promise<string[]> {
  // Colours on their way from one theme to the other are not what is judged.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, *::before, *::after { transition: none !important; }");
    document.adoptedStyleSheets = [sheet];
  });
  const inLight = [...(await findings(page)), ...(await overflow(page))];
  await page.emulateMedia({ colorScheme: "dark" });
  const inDark = await findings(page, COLOURS);
  await page.emulateMedia({ colorScheme: "light" });
  return [...inLight, ...inDark.map((line) => `in dark: ${line}`)];
}

/** The same page in a phone's window: its screens differ by their style sheets alone. */
async function lookOnPhone(page: Page): Promise<string[]> {
  await page.setViewportSize(PHONE);
  await expect(page.locator(".animate-late")).toHaveCount(0);
  const onPhone = [...(await findings(page)), ...(await overflow(page))];
  await page.setViewportSize(DESKTOP);
  return onPhone.map((line) => `on a phone: ${line}`);
}

test("every page of the build is looked at; one that is not listed is found", async () => {
  const routes = await builtRoutes(distDir);
  expect(unvisited(routes)).toEqual([]);
  expect(unvisited([...routes, { kind: "page", address: "/[org]/planted" }])).toEqual(["/[org]/planted"]);
  // Each page lies in one area.
  for (const page of Object.keys(PAGES)) expect(AREAS.filter(({ holds }) => holds.test(page))).toHaveLength(1);
});

/** Pages are looked at area by area, so that no test lasts long. */
const AREAS = [
  { area: "outside organizations", holds: /^\/(?!\[org\])/ },
  { area: "of calls", holds: /^\/\[org\]\/calls/ },
  { area: "of settings", holds: /^\/\[org\]\/settings/ },
  { area: "of an organization otherwise", holds: /^\/\[org\](?!\/(calls|settings))/ },
];

for (const { area, holds } of AREAS) {
  test(`no page ${area} has an accessibility finding in light, in dark or on a phone`, async ({
    page,
    context,
    expectConsole,
  }) => {
    test.setTimeout(600_000);
    // Refusals that the visits are about: no such address, a wrong password, a limit, figures that fail.
    expectConsole(/status of (401|404|422|429|503)/);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize(DESKTOP);
    const world = await makeWorld(base);
    const visits = Object.entries(PAGES)
      .filter(([address]) => holds.test(address))
      .flatMap(([address, states]) => states.map((state, at) => ({ address, ...state, onPhone: at < ON_PHONE })));
    const found: string[] = [];
    for (const visitor of new Set(visits.map(({ as }) => as))) {
      await become(context, world, visitor);
      for (const visit of visits.filter(({ as }) => as === visitor)) {
        await test.step(`${visit.address}, ${visit.state}`, async () => {
          await openVisit(page, world, visit);
          const lines = [...(await lookTwice(page)), ...(visit.onPhone ? await lookOnPhone(page) : [])];
          for (const line of lines) found.push(`${visit.address}, ${visit.state}: ${line}`);
        });
      }
    }
    expect(found).toEqual([]);
  });
}

test("control: an input without a label, a text without contrast in either theme and a page too wide are found", async ({
  page,
}) => {
  await page.goto("/sign-in");
  expect([...(await lookTwice(page)), ...(await lookOnPhone(page))]).toEqual([]);
  await page.locator("main").evaluate((main) => {
    main.insertAdjacentHTML(
      "beforeend",
      `<input><p style="color: #777; background: #888; width: 2000px">Hardly to be read</p>
       <p style="color: #0b0b0b; background: light-dark(#fff, #111)">Hardly to be read in the dark</p>`,
    );
  });
  const found = [...(await lookTwice(page)), ...(await lookOnPhone(page))].join("\n");
  expect(found).toContain("label (critical) <input>");
  expect(found).toMatch(/^color-contrast \(serious\) .*#777/m);
  expect(found).toMatch(/^in dark: color-contrast \(serious\) .*light-dark/m);
  expect(found).toMatch(/^is \d+ px wider than the window$/m);
  expect(found).toMatch(/^on a phone: is \d+ px wider than the window$/m);
  expect(found).toMatch(/^on a phone: label \(critical\) <input>/m);
});
