import { join } from "node:path";
import { type Page, test } from "@playwright/test";
import { become, openVisit } from "../e2e/pages/open-visit";
import { PAGES } from "../e2e/pages/pages";
import type { World } from "../e2e/pages/world";
import { demoWorld, ringUp } from "./demo-world";

const folder = join(import.meta.dirname, "../../screenshots");

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

const nameOf = (address: string, state: string) =>
  `${address} ${state}`.replaceAll(/[^a-z0-9]+/g, "-").replace(/^-/, "");

/** A window as high as the page, so that what sticks to its edges stands there. What lies over the page stays in a usual one. */
async function whole(page: Page, { width, height }: { width: number; height: number }): Promise<void> {
  if ((await page.locator("[role=dialog], [role=alertdialog], [role=menu]").count()) > 0) return;
  const needed = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, needed) });
}

let world: World;

test.describe.configure({ mode: "default" });

test.beforeAll(async () => {
  world = await demoWorld(process.env.PUBLIC_BASE_URL ?? "");
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of SIZES) {
    test(`${colorScheme} at ${viewport.width}`, async ({ page, context }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(viewport);
      const visits = Object.entries(PAGES).flatMap(([address, states]) =>
        states.map((visit) => ({ address, ...visit })),
      );
      for (const visitor of new Set(visits.map(({ as }) => as))) {
        await become(context, world, visitor);
        for (const visit of visits.filter(({ as }) => as === visitor)) {
          if (visit.state === "one call" || visit.state === "under way") world.ids.liveCall = await ringUp();
          await openVisit(page, world, visit);
          const path = join(folder, `${colorScheme}-${viewport.width}`, `${nameOf(visit.address, visit.state)}.png`);
          await whole(page, viewport);
          await page.screenshot({ path });
          await page.setViewportSize(viewport);
        }
      }
    });
  }
}
