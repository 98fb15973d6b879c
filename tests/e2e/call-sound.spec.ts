import { readFile } from "node:fs/promises";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { expectComplaint } from "../support/plant";
import { served } from "../support/post-delivery";
import { loudest, tapSound } from "../support/tap-sound";

async function hearOneSpeaker({ page, context }: Journey) {
  await tapSound(context);
  const call = await makeCall(served());
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.getByTestId("position")).not.toContainText("/ 0:00");
  const who = page.getByRole("group", { name: "Who is heard" });
  const from = (role: string) => page.locator(`[data-role="${role}"] [data-ms]`).nth(1);
  // The lines of a conversation listen a moment after they stand there.
  await expect(async () => {
    await from("caller").click();
    await expect(page.getByTestId("position")).not.toHaveText(/^0:00 /, { timeout: 2_000 });
  }).toPass();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await who.getByRole("button", { name: "Caller" }).click();
  await from("caller").click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  expect(await loudest(page)).toBeGreaterThan(0.01);
  // What was under way to the speakers may still be heard after a click.
  await expect(async () => {
    await from("agent").click();
    expect(await loudest(page)).toBeLessThan(0.001);
  }).toPass({ timeout: 8_000 });
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

test("one speaker alone is kept as a file of one channel, named after them", async ({ page, context }) => {
  const call = await makeCall(served());
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await page.getByRole("button", { name: "Download the recording" }).click();
  const started = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Caller alone" }).click();
  const file = await started;
  expect(file.suggestedFilename()).toMatch(/^call-[\d-]+-caller\.wav$/);
  const sound = await readFile(await file.path());
  expect([sound.toString("latin1", 0, 4), sound.readUInt16LE(22)]).toEqual(["RIFF", 1]);
  expect(sound.readUInt32LE(40)).toBe(sound.length - 44);
  expect(sound.length).toBeGreaterThan(10_000);
});
