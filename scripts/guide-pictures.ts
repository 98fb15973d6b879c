import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright";
import sharp, { type Sharp } from "sharp";
import { chromiumPath } from "./launch/chromium-path.mjs";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./stack/demo";

/**
 * `npm run guide-pictures [address]`: the pictures of README and docs, taken anew from a running `npm start` into
 * `docs/images`. Meanwhile calls ring often; what it makes for a picture it takes away again.
 */
const address = process.argv[2] ?? "http://localhost:3000";
const folder = "docs/images";
const { sandbox, mailbox } = JSON.parse(await readFile(".foyer/ports.json", "utf8")) as Record<string, number>;
const SLUG = DEMO_ACCOUNTS.clinicAdmin.organization;
const api = `${address}/api/v1/orgs/${SLUG}`;
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 1000 };

const browser = await chromium.launch({
  executablePath: chromiumPath(),
  chromiumSandbox: process.getuid?.() !== 0,
});
const usual = await callsPerMinute();
try {
  await ringOften(20);
  await pictureOrganization();
  await pictureConsole();
} finally {
  await ringOften(usual);
  await browser.close();
}

async function pictureOrganization(): Promise<void> {
  const context = await newContext(WIDE);
  await signIn(context, DEMO_ACCOUNTS.clinicAdmin.email);
  const page = await context.newPage();
  const agents = await idsOf(context, "/agents?limit=10");
  const call = await firstId(context, `/calls?limit=1&agent_id=${agents[0]}&outcome=succeeded&min_duration_ms=60000`);
  const delivery = await firstId(context, "/deliveries?limit=1&event_type=call_analyzed");
  const waiting = await made(context, "/agents", { provider: "retell", name: "After-hours line" });
  const invited = await made(context, "/invitations", { email: "noah.berg@example.com", role: "org_viewer" });
  try {
    await open(page, "/calls");
    await keep(page, "guide-calls", 760);
    await open(page, `/calls/${call}`);
    await keep(page, "guide-call", 900);
    await open(page, `/agents/${waiting}`);
    await keep(page, "guide-agent", 720);
    await open(page, `/agents/compare?agent=${agents[0]}&agent=${agents[1]}&range=30d`);
    await keep(page, "guide-compare", 900);
    await open(page, `/inbox/${delivery}`);
    await keep(page, "guide-inbox", 900);
    await open(page, "/settings/members");
    await keep(page, "guide-members", 520);
  } finally {
    await context.request.delete(`${api}/invitations/${invited}`, { headers: { origin: address } });
    await context.request.delete(`${api}/agents/${waiting}`, { headers: { origin: address } });
  }
  await open(page, "/overview?range=30d");
  await keep(page, "overview-light", 900);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await keep(page, "overview-dark", 900);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("option").first().waitFor();
  await keep(page, "guide-command-bar", 760);
  await ringOften(30);
  await open(page, "/live");
  // Until five speak, and have spoken for a while.
  await page.waitForFunction(() => document.querySelectorAll("main li").length >= 5, undefined, { timeout: 120_000 });
  await page.waitForTimeout(20_000);
  await keep(page, "guide-live", 860);
  await page.setViewportSize(PHONE);
  await open(page, "/overview?range=30d");
  const left = await page.screenshot();
  await open(page, `/calls/${call}`);
  await sideBySide(left, await page.screenshot(), "guide-phone");
  await context.close();
}

async function pictureConsole(): Promise<void> {
  const context = await newContext({ width: 1425, height: 1180 });
  const page = await context.newPage();
  await page.goto(`${address}/sign-in`, { waitUntil: "networkidle" });
  await page.getByLabel("E-mail address").fill(DEMO_ACCOUNTS.operator.email);
  await page.getByRole("textbox", { name: /^Password/ }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/second-factor/);
  const codes = await context.request.get(`http://127.0.0.1:${mailbox}/authenticator/codes`);
  const { data } = (await codes.json()) as { data: { code: string }[] };
  await page.waitForLoadState("networkidle");
  await page
    .getByRole("textbox")
    .first()
    .fill(data[0]?.code ?? "");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/ops/);
  await settle(page);
  await keep(page, "operator-console", 1180);
  await context.close();
}

async function newContext(viewport: { width: number; height: number }): Promise<BrowserContext> {
  return browser.newContext({ viewport, baseURL: address, colorScheme: "light", reducedMotion: "reduce" });
}

async function signIn(context: BrowserContext, email: string): Promise<void> {
  const answer = await context.request.post("/api/auth/sign-in", {
    headers: { origin: address },
    data: { email, password: DEMO_PASSWORD },
  });
  if (!answer.ok()) throw new Error(`Signing in was answered with ${answer.status()}: is npm start running?`);
}

async function idsOf(context: BrowserContext, path: string): Promise<string[]> {
  const answer = await context.request.get(`${api}${path}`);
  if (!answer.ok()) throw new Error(`${path} was answered with ${answer.status()}: ${await answer.text()}`);
  return ((await answer.json()) as { data: { id: string }[] }).data.map(({ id }) => id);
}

async function firstId(context: BrowserContext, path: string): Promise<string> {
  const [id] = await idsOf(context, path);
  if (!id) throw new Error(`The demo has nothing at ${path}`);
  return id;
}

async function made(context: BrowserContext, path: string, data: object): Promise<string> {
  const answer = await context.request.post(`${api}${path}`, { headers: { origin: address }, data });
  if (!answer.ok()) throw new Error(`${path} was answered with ${answer.status()}: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

async function callsPerMinute(): Promise<number> {
  const state = await fetch(`http://127.0.0.1:${sandbox}/control/state`);
  const { settings } = (await state.json()) as { settings: { traffic: { calls_per_minute: number } } };
  return settings.traffic.calls_per_minute;
}

async function ringOften(calls_per_minute: number): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${sandbox}/control/traffic`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ calls_per_minute }),
  });
  if (!answer.ok) throw new Error(`The sandbox answered with ${answer.status}`);
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`/${SLUG}${path}`);
  await page.locator("[data-live=connected]").waitFor({ state: "attached" });
  await settle(page);
}

/** No skeleton any more, and what is fetched late is there; a step under way waits for a vendor. */
async function settle(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => document.querySelector(".animate-late, .animate-spin:not(li *)") === null);
  await page.waitForTimeout(1_500);
}

async function keep(page: Page, name: string, height: number): Promise<void> {
  const width = page.viewportSize()?.width ?? WIDE.width;
  await page.setViewportSize({ width, height });
  await page.waitForTimeout(300);
  await write(sharp(await page.screenshot()), name);
}

async function sideBySide(left: Buffer, right: Buffer, name: string): Promise<void> {
  const frame = { top: 1, bottom: 1, left: 1, right: 1, background: "#e2e2de" };
  const [a, b] = await Promise.all([left, right].map((each) => sharp(each).extend(frame).png().toBuffer()));
  const [width, height, gap] = [PHONE.width + 2, PHONE.height + 2, 48];
  const canvas = sharp({ create: { width: 2 * width + gap, height, channels: 4, background: "#ffffff00" } });
  await write(
    canvas.composite([
      { input: a ?? left, left: 0, top: 0 },
      { input: b ?? right, left: width + gap, top: 0 },
    ]),
    name,
  );
}

/** 256 colours are a third of the size and enough for screens. */
async function write(picture: Sharp, name: string): Promise<void> {
  await picture.png({ palette: true, quality: 100, effort: 10, dither: 0 }).toFile(join(folder, `${name}.png`));
  console.log(`✓ ${name}`);
}
