import { chromium, type Page } from "playwright";
import { chromiumPath } from "../launch/chromium-path.mjs";
import { type BenchAgent, signedCallEnded } from "./bench-agent";
import type { Figure } from "./report";

const CALLS = 60;
const PAUSE_MS = 400;

/** From the vendor's POST to the row in an open browser: the time until a new caller's number stands on the calls page. */
export async function benchPostToVisible(agent: BenchAgent, appUrl: string): Promise<Figure[]> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await signIn(page, agent, appUrl);
    await page.goto(`${appUrl}/${agent.slug}/calls`);
    await page.waitForFunction(() => document.querySelector("[data-live='connected']") !== null, undefined, {
      timeout: 15_000,
    });
    const times: number[] = [];
    for (let call = 0; call < CALLS; call++) {
      times.push(await timeOne(page, agent, call));
      await page.waitForTimeout(PAUSE_MS);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
    return [
      {
        name: "Vendor's POST to visible in an open browser, p95",
        value: at(0.95),
        unit: "ms",
        goal: { at_most: 250 },
        detail: `p50 ${at(0.5).toFixed(0)} ms, slowest ${at(1).toFixed(0)} ms, ${times.length} calls`,
      },
    ];
  } finally {
    await browser.close();
  }
}

async function signIn(page: Page, agent: BenchAgent, appUrl: string): Promise<void> {
  await page.goto(`${appUrl}/sign-in`);
  await page.fill("input[type=email]", agent.email);
  await page.fill("input[type=password]", agent.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

// Text, not a function: the compiler's helpers do not exist in the page. The frame after a text appears is when it is painted.
const WHEN_PAINTED = `(text) => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error(text + " was not shown within ten seconds")), 10_000);
  const look = () => {
    if (!document.body.textContent.includes(text)) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(Date.now()));
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  look();
})`;

// Fictional numbers, 555-0100 to 555-0199, in as many area codes as are needed.
async function timeOne(page: Page, agent: BenchAgent, call: number): Promise<number> {
  const line = `01${String(call % 100).padStart(2, "0")}`;
  const signed = signedCallEnded(agent, 4_000, { from_number: `+1646555${line}` });
  // As a list shows a number: its end alone.
  const visible = page.evaluate<number>(`(${WHEN_PAINTED})(${JSON.stringify(`••• ${line}`)})`);
  const sent = Date.now();
  const answer = await fetch(agent.url, { method: "POST", body: signed.body, headers: signed.headers });
  if (answer.status !== 200) throw new Error(`the delivery was answered ${answer.status}`);
  return (await visible) - sent;
}
