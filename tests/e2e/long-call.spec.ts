import type { Page } from "@playwright/test";
import { makeAgent } from "../support/agent";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { insertLongCall, LONG_CALL_TURNS } from "../support/long-call";
import { makeOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { transcriptLines } from "../support/transcript-lines";

// Scrolling as people see it, on its way for a moment.
test.use({ contextOptions: { reducedMotion: "no-preference" } });

// A machine that does other work beside it takes its time over two hours of words.
test.beforeEach(() => test.slow());

async function findWord({ page, context }: Journey) {
  const org = await makeOrganization();
  const call = await insertLongCall(await makeAgent(org.id, "retell"));
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/calls/${call.id}`);
  await expect(transcriptLines(page).first()).toBeVisible();
  await ready(page);
  const field = page.getByRole("textbox", { name: "Find in this call" });
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(field).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.type("MARIGOLD");
  await expect(page.getByText(`${call.rare.length} places`)).toBeVisible();
  for (const [at, turn] of call.rare.entries()) {
    await page.keyboard.press("Enter");
    await expect(page.getByText(`${at + 1} of ${call.rare.length} places`)).toBeVisible();
    await expect(page.locator(`[data-place="${turn}"]`)).toBeInViewport();
    await expect.poll(() => lit(page, "found-now")).toBe("marigold");
  }
  await page.keyboard.press("Shift+Enter");
  await expect(page.locator(`[data-place="${call.rare.at(-2)}"]`)).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect.poll(() => lit(page, "found")).toBe("");
  await page.keyboard.type("never said");
  await expect(page.getByText("Not said in this call")).toBeVisible();
}

/** The words that the browser paints as found. */
const lit = (page: Page, name: string) =>
  page.evaluate((each) => [...(CSS.highlights.get(each) ?? [])].map((range) => String(range)).join(" "), name);

test("a word is found wherever in a call of two hours it was said, and Enter goes there", findWord);

test("control: a find that does not go there is noticed", async ({ page, context }) => {
  await page.addInitScript(() => {
    Element.prototype.scrollIntoView = () => undefined;
  });
  await expectComplaint(() => findWord({ page, context }), /toBeInViewport/);
});

/** Elements of a page that a browser lays out without effort. */
const FEW_ELEMENTS = 15_000;
/** What a frame of steady scrolling takes of a processor: its own time, whatever else the machine does beside it. */
const FRAME_MS = 50;

async function openLongCall({ page, context }: Journey) {
  const org = await makeOrganization();
  const call = await insertLongCall(await makeAgent(org.id, "retell"));
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/calls/${call.id}`);
  await expect(transcriptLines(page)).toHaveCount(LONG_CALL_TURNS);
  await ready(page);
  const opened = await page.evaluate(() => ({
    elements: document.querySelectorAll("*").length,
    paint: Math.round(performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0),
  }));
  expect(opened.elements).toBeLessThan(FEW_ELEMENTS);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
  const before = await worked();
  const frames = await page.evaluate(scrollSteadily);
  const perFrame = ((await worked()) - before) / frames.count;
  console.log(
    `a call of ${LONG_CALL_TURNS} turns: first paint ${opened.paint} ms, ${opened.elements} elements, ` +
      `${frames.count} frames of scrolling of ${perFrame.toFixed(1)} ms work: median ${frames.median} ms, p95 ${frames.p95} ms, longest ${frames.longest} ms`,
  );
  expect(perFrame).toBeLessThan(FRAME_MS);
  // Lines take their true height when they come near: the end moves a little while it is approached.
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(page.locator(`[data-place="${LONG_CALL_TURNS - 1}"]`)).toBeInViewport({ timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
}

/** Scrolls through twenty screens, ten frames a screen, and times the frames. */
async function scrollSteadily() {
  const gaps: number[] = [];
  let before = performance.now();
  while (gaps.length < 200) {
    window.scrollBy(0, window.innerHeight / 10);
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    gaps.push(now - before);
    before = now;
  }
  gaps.sort((a, b) => a - b);
  const at = (share: number) => Math.round(gaps[Math.floor((gaps.length - 1) * share)] ?? 0);
  return { count: gaps.length, median: at(0.5), p95: at(0.95), longest: at(1) };
}

test("a call of two hours and 1,500 turns opens and scrolls like a short one", openLongCall);

test("control: a long call that is drawn in full at once is noticed", async ({ page, context }) => {
  await page.addInitScript(() => {
    const Observer = window.IntersectionObserver;
    window.IntersectionObserver = class extends Observer {
      constructor(callback: IntersectionObserverCallback) {
        super(callback, { rootMargin: "1000000px 0px" });
      }
    };
  });
  await expectComplaint(() => openLongCall({ page, context }), /toBeLessThan.*Expected: < 15000/s);
});
