import { expect, test } from "../support/browser";
import { expectComplaint } from "../support/plant";

/** What all negative controls of the journeys lean on. */

/** Longer than the claim is given that a fault breaks. */
const LATE_MS = 4_000;
/** The late claim, then the broken one, on a busy machine; the patience that every other claim is given is thirty seconds. */
const SOON_MS = 25_000;

test("a control waits briefly for the claim that its fault breaks, and patiently for every other", async ({ page }) => {
  await page.setContent("<main>The journey</main>");
  const journey = async () => {
    await expect(page.getByText("arrived late")).toBeVisible();
    await expect(page.getByText("broken by the fault")).toBeVisible();
  };
  await page.evaluate((ms) => {
    setTimeout(() => document.body.append("arrived late"), ms);
  }, LATE_MS);
  const began = performance.now();
  await expectComplaint(journey, /broken by the fault.*not found/s);
  expect(performance.now() - began).toBeLessThan(SOON_MS);
});

test("a control is red when its journey goes through, or fails at something else", async () => {
  const noticed = (journey: () => Promise<void>) =>
    expectComplaint(journey, /Expected: 2/).then(
      () => "noticed",
      (error: Error) => error.message,
    );
  expect(await noticed(async () => expect(1).toBe(2))).toBe("noticed");
  expect(await noticed(async () => undefined)).toContain("went through although a fault was planted");
  expect(await noticed(async () => expect(1).toBe(3))).toContain("Expected: 3");
  expect(await noticed(() => Promise.reject(new Error("no browser")))).toContain("no browser");
});
