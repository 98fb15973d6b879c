import type { Page } from "@playwright/test";
import { expect, ready, signInAs, test } from "../support/browser";
import { makeCall, type TestCall } from "../support/call";
import { database } from "../support/database";
import { postDelivery, served } from "../support/post-delivery";

// Scrolling as people see it, on its way for a moment.
test.use({ contextOptions: { reducedMotion: "no-preference" } });

/** A call with a recording that can be heard: the sandbox renders it. */
const heardCall = (): Promise<TestCall> => makeCall(served());

const positionOf = async (page: Page): Promise<number> => {
  const text = (await page.getByTestId("position").textContent()) ?? "";
  const [minutes = 0, seconds = 0] = (text.split("/")[0] ?? "").trim().split(":").map(Number);
  return minutes * 60 + seconds;
};

const spoken = (page: Page) => page.locator("[data-spoken]");
const play = (page: Page) => page.getByRole("button", { name: "Play", exact: true });

test("a click on a word goes there, the word lights up, and the light follows the sound", async ({ page, context }) => {
  const call = await heardCall();
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.getByTestId("position")).not.toContainText("/ 0:00");
  await expect(page.locator('[aria-label="Pause"]')).toHaveCount(0);

  const word = page.locator('[data-role="caller"] [data-ms]').nth(2);
  const ms = Number(await word.getAttribute("data-ms"));
  expect(ms).toBeGreaterThan(1000);
  // The lines of a conversation listen a moment after they stand there.
  await expect(async () => {
    await word.click();
    await expect(word).toHaveAttribute("data-spoken", "true", { timeout: 2_000 });
  }).toPass();
  expect(Math.abs((await positionOf(page)) - ms / 1000)).toBeLessThanOrEqual(1);

  await page.keyboard.press(" ");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(word).not.toHaveAttribute("data-spoken", "true");
  await expect(spoken(page)).toHaveCount(1);
  expect(Number(await spoken(page).getAttribute("data-ms"))).toBeGreaterThan(ms);
  await page.keyboard.press(" ");
  await expect(play(page)).toBeVisible();
});

test("arrows skip ten seconds, the speed changes, a link names its moment", async ({ page, context }) => {
  const call = await heardCall();
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}?at=12`);
  await expect.poll(() => positionOf(page)).toBe(12);
  // Keys are heard a moment after the place is shown.
  await expect(async () => {
    if ((await positionOf(page)) === 12) await page.keyboard.press("ArrowRight");
    await expect.poll(() => positionOf(page), { timeout: 2_000 }).toBe(22);
  }).toPass();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => positionOf(page)).toBe(12);
  await page.getByRole("button", { name: /^Speed 1×/ }).click();
  await expect(page.getByRole("button", { name: /^Speed 1\.25×/ })).toBeVisible();
});

test("a recording the vendor no longer has is told in words, beside a transcript that stays", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/404/);
  const call = await heardCall();
  await database()`update public.calls set recording_url = ${`${process.env.SANDBOX_URL}/recordings/gone/gone/recording.wav`},
    recording_ciphertext = null where id = ${call.id}`;
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.getByRole("alert").getByText("The vendor no longer hands out this recording.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Transcript" }).getByRole("listitem").first()).toBeVisible();
});

test("while a call runs its transcript grows on screen, and the end brings outcome and cost", async ({
  page,
  context,
}) => {
  const call = await makeCall({ ...served(), deliveries: 3, started_at: Date.now() - 20_000 });
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.getByTestId("call-sentence")).toContainText("is talking with");
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  const lines = page.getByRole("list", { name: "Transcript" }).getByRole("listitem");
  const before = await lines.count();
  for (const body of call.bodies.slice(3, 6)) await postDelivery(call.agent, body);
  await expect.poll(() => lines.count()).toBeGreaterThan(before);
  for (const body of call.bodies.slice(6)) await postDelivery(call.agent, body);
  await expect(page.getByTestId("call-sentence")).toContainText(
    / called .*\s· .*(successful|booked|voicemail|transferred)/,
  );
  await expect(
    page.getByRole("complementary", { name: "Facts of this call" }).getByText("Cost", { exact: true }),
  ).toBeVisible();
});

test("the words of a call that was opened while it rang can be clicked as well", async ({ page, context }) => {
  const call = await makeCall({ ...served(), deliveries: 1, started_at: Date.now() - 20_000 });
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await ready(page);
  await expect(page.locator("[data-ms]")).toHaveCount(0);
  for (const body of call.bodies.slice(1)) await postDelivery(call.agent, body);
  await expect(page.getByTestId("position")).not.toContainText("/ 0:00");
  const word = page.locator('[data-role="caller"] [data-ms]').nth(2);
  await word.click();
  await expect(word).toHaveAttribute("data-spoken", "true");
});

test("a link to a moment leads there as often as it is clicked, and another channel goes on from where one is", async ({
  page,
  context,
}) => {
  const call = await heardCall();
  await signInAs(context, call.org.admin);
  const written = await context.request.post(`/api/v1/orgs/${call.org.slug}/calls/${call.id}/notes`, {
    headers: { origin: process.env.PUBLIC_BASE_URL ?? "" },
    data: { body: "Wants a morning slot", at_ms: 7_000 },
  });
  expect(written.status(), await written.text()).toBe(201);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await ready(page);
  await expect(page.getByTestId("position")).not.toContainText("/ 0:00");
  const moment = page.getByRole("link", { name: "0:07" });
  for (let times = 0; times < 2; times++) {
    await moment.click();
    await expect.poll(() => positionOf(page)).toBe(7);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => positionOf(page)).toBe(17);
  }
  // From another part of the call it leads to what was said then; looking around there moves no sound.
  await page.getByRole("tab", { name: /^Deliveries/ }).click();
  await page.getByRole("tab", { name: "Transcript" }).click();
  await expect.poll(() => positionOf(page)).toBe(17);
  await page.getByRole("tab", { name: /^Deliveries/ }).click();
  await moment.click();
  await expect(page.locator("[data-linked]")).toBeInViewport();
  await expect.poll(() => positionOf(page)).toBe(7);
  await page.keyboard.press("ArrowRight");
  const other = page.waitForResponse(/\/recording\?channels=/);
  await page.getByRole("group", { name: "Who is heard" }).getByRole("button", { name: "Caller" }).click();
  await other;
  await expect.poll(() => positionOf(page)).toBe(17);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => positionOf(page)).toBe(27);
});

test("the waveform is drawn in the colours of the theme that is on", async ({ page, context }) => {
  const call = await heardCall();
  await signInAs(context, call.org.viewer);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await ready(page);
  const drawn = () => page.locator("canvas").first().evaluate(commonestColour);
  await expect.poll(drawn).not.toBeNull();
  const light = await drawn();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(drawn).not.toBe(light);
  await page.getByRole("button", { name: "Your menu" }).click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await expect.poll(drawn).toBe(light);
});

/** What most of a canvas's drawn pixels are: the same for the guessed and for the measured shape. Null while it is empty. */
function commonestColour(canvas: HTMLCanvasElement): string | null {
  const { width, height } = canvas;
  const bytes = canvas.getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
  const times = new Map<string, number>();
  for (let at = 0; at < bytes.length; at += 4) {
    if (bytes[at + 3] !== 255) continue;
    const colour = `${bytes[at]},${bytes[at + 1]},${bytes[at + 2]}`;
    times.set(colour, (times.get(colour) ?? 0) + 1);
  }
  return [...times].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}
