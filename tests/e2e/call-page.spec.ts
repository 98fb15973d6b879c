import type { Page } from "@playwright/test";
import { formatLatency } from "@/app/_ui/format/format-duration";
import { conversationTimeline } from "@/app/[org]/calls/[id]/_call/conversation-timeline";
import type { Turn } from "@/lib/voice/provider";
import { CONVERSATIONS } from "../../scripts/stack/sandbox/conversations/catalogue";
import { makeAgent } from "../support/agent";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { database } from "../support/database";
import { insertCall } from "../support/insert-call";
import { insertLongCall, LONG_CALL_TURNS } from "../support/long-call";
import { makeOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { postDelivery, served } from "../support/post-delivery";
import { loudest, tapSound } from "../support/tap-sound";

const lines = (page: Page) => page.getByRole("list", { name: "Transcript" }).getByRole("listitem");

test("a note mentions a viewer, who finds it from another page, reads it, cannot write, and is counted no more", async ({
  page,
  context,
  browser,
}) => {
  const call = await makeCall(served());
  const { org } = call;
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/calls/${call.id}`);
  await ready(page);
  const field = page.getByRole("combobox", { name: "Write a note" });
  await field.fill("Wants a morning slot, @viewer");
  const viewer = page.getByRole("option", { name: /^Viewer-/ });
  await expect(viewer).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(/@Viewer-\w+ $/);
  await page.keyboard.press("Control+Enter");
  const notes = page.getByRole("list", { name: "Notes of this call" });
  await expect(notes.getByText(/^@Viewer-/)).toBeVisible();
  await expect(field).toHaveValue("");
  // Nobody mentioned the admin.
  await expect(page.getByRole("button", { name: /unseen mention/ })).toHaveCount(0);

  const theirs = await browser.newContext();
  await signInAs(theirs, org.viewer);
  const seen = await theirs.newPage();
  await seen.goto(`/${org.slug}/inbox`);
  await seen.getByRole("button", { name: "1 unseen mention" }).click();
  await seen.getByRole("link", { name: /mentioned you/ }).click();
  await expect(seen.getByText("Wants a morning slot,")).toBeVisible();
  await expect(seen.getByRole("combobox", { name: "Write a note" })).toHaveCount(0);
  await expect(seen.getByRole("button", { name: /unseen mention/ })).toHaveCount(0);
  await seen.reload();
  await expect(seen.getByText("Wants a morning slot,")).toBeVisible();
  await expect(seen.getByRole("button", { name: /unseen mention/ })).toHaveCount(0);
  await theirs.close();
});

test("a link to a second opens there and marks its line; a line hands out such a link", async ({ page, context }) => {
  const call = await makeCall(served());
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.locator("[data-linked]")).toHaveCount(0);
  const line = lines(page).nth(4);
  await line.hover();
  await line.getByRole("button", { name: /^Copy link to/ }).click();
  await expect(page.getByText(/^Link to .* copied$/)).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(/\?at=\d+$/);

  await page.goto(address);
  const marked = page.locator("[data-linked]");
  await expect(marked).toHaveCount(1);
  await expect(marked).toBeInViewport();
  await expect(page.getByTestId("position")).not.toHaveText(/^0:00 /);
});

test("previous and next walk the list a call was opened from, its filters included", async ({ page, context }) => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const at = (minutes: number) => ({ started_at: new Date(Date.now() - minutes * 60_000) });
  const first = await insertCall(agent, at(1));
  const left_out = await insertCall(agent, { ...at(2), is_billable: false });
  const last = await insertCall(agent, at(3));
  const address = (id: string) => `/${org.slug}/calls/${id}?is_billable=true`;
  await signInAs(context, org.viewer);
  await page.goto(address(first.id));
  const walk = page.getByRole("navigation", { name: "Calls of the list" });
  await expect(walk.getByRole("link", { name: "Next call" })).toHaveAttribute("href", address(last.id));
  await expect(walk.getByRole("link", { name: "Previous call" })).toHaveCount(0);
  await page.keyboard.press("j");
  await page.waitForURL((url) => url.pathname.endsWith(last.id) && url.search === "?is_billable=true");
  await expect(walk.getByRole("link", { name: "Previous call" })).toHaveAttribute("href", address(first.id));
  await page.keyboard.press("k");
  await page.waitForURL((url) => url.pathname.endsWith(first.id));
  // Without the filter the call in between is the next one.
  await page.goto(`/${org.slug}/calls/${first.id}`);
  await expect(walk.getByRole("link", { name: "Next call" })).toHaveAttribute(
    "href",
    `/${org.slug}/calls/${left_out.id}`,
  );
});

async function readLedger({ page, context }: Journey, repeated = true) {
  const call = await makeCall(served());
  const [first = ""] = call.bodies;
  if (repeated) await postDelivery(call.agent, first);
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}?tab=deliveries`);
  const ledger = page.getByRole("list", { name: "Deliveries of this call" }).getByRole("listitem");
  await expect(ledger.first()).toContainText("Signature verified · not seen before");
  await expect(ledger.last()).toContainText("Signature verified · same event as the delivery of");
  await expect(ledger.last()).toContainText("Duplicate");
}

test("the ledger says of every delivery what proved it, and whether it repeats another", ({ page, context }) =>
  readLedger({ page, context }));

test("control: a repetition that is not told is noticed", async ({ page, context }) => {
  await expectComplaint(() => readLedger({ page, context }, false), /same event as the delivery/);
});

test("a tool's time and the agent's delay stand in the conversation, as the vendor timed them", async ({
  page,
  context,
}) => {
  const conversation = CONVERSATIONS.find(({ steps }) => steps.some(({ kind }) => kind === "tool"));
  const call = await makeCall({ ...served(), provider: "vapi", ...(conversation && { conversation }) });
  const [stored] = await database()<{ turns: Turn[] }[]>`
    select turns from public.transcripts where call_id = ${call.id}`;
  const turns = stored?.turns ?? [];
  const asked = turns.find(({ role }) => role === "tool_call");
  const answered = turns.find(({ role, tool }) => role === "tool_result" && tool?.id === asked?.tool?.id);
  expect(asked, "the conversation has a tool call").toBeDefined();
  const took = (answered?.start_ms ?? 0) - (asked?.start_ms ?? 0);
  expect(took).toBeGreaterThan(0);
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  const tool = lines(page)
    .filter({ hasText: asked?.tool?.name ?? "" })
    .first();
  await expect(tool).toContainText(`took ${formatLatency(took)}`);
  const reply = conversationTimeline(turns).find(({ latency_ms }) => latency_ms !== null);
  await expect(page.getByText(`answered after ${formatLatency(reply?.latency_ms ?? 0)}`).first()).toBeVisible();
});

async function findWord({ page, context }: Journey) {
  const org = await makeOrganization();
  const call = await insertLongCall(await makeAgent(org.id, "retell"));
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/calls/${call.id}`);
  await expect(lines(page).first()).toBeVisible();
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
/** Between two frames of steady scrolling, on a machine that does other work beside it. */
const EVEN_MS = 100;

async function openLongCall({ page, context }: Journey) {
  const org = await makeOrganization();
  const call = await insertLongCall(await makeAgent(org.id, "retell"));
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/calls/${call.id}`);
  await expect(lines(page)).toHaveCount(LONG_CALL_TURNS);
  await ready(page);
  const opened = await page.evaluate(() => ({
    elements: document.querySelectorAll("*").length,
    paint: Math.round(performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0),
  }));
  const frames = await page.evaluate(scrollSteadily);
  console.log(
    `a call of ${LONG_CALL_TURNS} turns: first paint ${opened.paint} ms, ${opened.elements} elements, ` +
      `${frames.count} frames of scrolling: median ${frames.median} ms, p95 ${frames.p95} ms, longest ${frames.longest} ms`,
  );
  expect(opened.elements).toBeLessThan(FEW_ELEMENTS);
  expect(frames.median).toBeLessThan(EVEN_MS);
  // Lines take their true height when they come near: the end moves a little while it is approached.
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(page.locator(`[data-place="${LONG_CALL_TURNS - 1}"]`)).toBeInViewport({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
}

/** Scrolls through fifty screens, ten frames a screen, and times the frames. */
async function scrollSteadily() {
  const gaps: number[] = [];
  let before = performance.now();
  while (gaps.length < 500) {
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

test("a call of two hours and 1,500 turns opens and scrolls like a short one", ({ page, context }) => {
  test.slow();
  return openLongCall({ page, context });
});

test("control: a long call that is drawn in full at once is noticed", async ({ page, context }) => {
  test.slow();
  await page.addInitScript(() => {
    const Observer = window.IntersectionObserver;
    window.IntersectionObserver = class extends Observer {
      constructor(callback: IntersectionObserverCallback) {
        super(callback, { rootMargin: "1000000px 0px" });
      }
    };
  });
  await expectComplaint(() => openLongCall({ page, context }), /toBeLessThan/);
});

async function hearOneSpeaker({ page, context }: Journey) {
  await tapSound(context);
  const call = await makeCall(served());
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.getByTestId("position")).not.toContainText("/ 0:00");
  const who = page.getByRole("group", { name: "Who is heard" });
  const from = (role: string) => page.locator(`[data-role="${role}"] [data-ms]`).nth(1);
  await from("caller").click();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await who.getByRole("button", { name: "Caller" }).click();
  await from("caller").click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  expect(await loudest(page)).toBeGreaterThan(0.01);
  await from("agent").click();
  expect(await loudest(page)).toBeLessThan(0.001);
  await who.getByRole("button", { name: "Agent" }).click();
  await from("agent").click();
  expect(await loudest(page)).toBeGreaterThan(0.01);
  await who.getByRole("button", { name: "Both" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(page.getByTestId("position")).not.toHaveText(/^0:00 /);
}

test("of a recording with two channels each speaker is heard alone, going on where the sound was", hearOneSpeaker);

test("control: a recording whose speakers share a channel is noticed", async ({ page, context }) => {
  await context.route(/\/recording\?channels=stereo/, (route) =>
    route.continue({ url: route.request().url().replace("stereo", "mono") }),
  );
  await expectComplaint(() => hearOneSpeaker({ page, context }), /toBe(Less|Greater)Than/);
});

/** A call whose agent is set to keep no personal data: everything comes twice, or only scrubbed. */
async function readRedacted({ page, context }: Journey, setting = "everything_except_pii") {
  const call = await makeCall({
    ...served(),
    send: (agent, body) => postDelivery(agent, scrubbed(body, setting)),
  });
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.getByText("Redacted: the vendor took personal data out")).toBeVisible();
  await expect(lines(page).filter({ hasText: "[name]" }).first()).toBeVisible();
  await expect(lines(page)).toHaveCount(2);
}

function scrubbed(body: string, data_storage_setting: string): string {
  const delivery = JSON.parse(body) as { call: Record<string, unknown> };
  const said = [
    { role: "agent", content: "Hello, [name] speaking.", words: [] },
    { role: "user", content: "This is [name].", words: [] },
  ];
  Object.assign(delivery.call, { data_storage_setting, scrubbed_transcript_with_tool_calls: said });
  return JSON.stringify(delivery);
}

test("a call that its vendor redacted says so, and shows only what was left", ({ page, context }) =>
  readRedacted({ page, context }));

test("control: a call that was not redacted is not called so", async ({ page, context }) => {
  await expectComplaint(() => readRedacted({ page, context }, "everything"), /Redacted: the vendor took.*not found/s);
});
