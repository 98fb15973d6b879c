import { type BrowserContext, expect, type Page } from "@playwright/test";
import { ready, signInAs } from "../../support/browser";
import type { Visit } from "./pages";
import type { Visitor, World } from "./world";

/** Signs in as somebody, or as nobody. */
export async function become(context: BrowserContext, world: World, visitor: Visitor): Promise<void> {
  await context.clearCookies();
  if (visitor !== "nobody") await signInAs(context, world.people[visitor]);
}

/** Opens a page, waits until it shows what it has to show, and does what the visit is about. */
export async function openVisit(page: Page, world: World, visit: Visit): Promise<void> {
  await page.unrouteAll();
  await page.goto(visit.path(world));
  await settled(page);
  if (!visit.act) return;
  await visit.act(page);
  await settled(page);
}

/** Heading there, React awake, live where it is to be live, no skeleton any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator("h1").first()).toBeAttached();
  await ready(page);
  await expect(page.locator("[data-live=connecting]")).toHaveCount(0);
  await expect(page.locator(".animate-late")).toHaveCount(0);
}
