import type { Page } from "@playwright/test";
import { silentCaller } from "../../scripts/stack/sandbox/conversations/silent-caller";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { expectComplaint, falsify } from "../support/plant";
import { served } from "../support/post-delivery";

/** After each of two greetings nobody speaks for six seconds and more. */
const LEAST_LEAP_S = 4;
const LISTENED_MS = 10_000;

/**
 * Listens until the sound is at the end or the time is over.
 * @returns by how many seconds the position once went ahead of the clock, at most, and where it was before that
 */
function longestLeap(page: Page): Promise<{ seconds: number; from: number }> {
  return page.evaluate(
    (listened) =>
      new Promise<{ seconds: number; from: number }>((resolve) => {
        const read = () => {
          const text = document.querySelector("[data-testid=position]")?.textContent ?? "";
          const [minutes = 0, seconds = 0] = (text.split("/")[0] ?? "").trim().split(":").map(Number);
          return minutes * 60 + seconds;
        };
        const until = performance.now() + listened;
        let at = read();
        let when = performance.now();
        let longest = { seconds: 0, from: at };
        const follow = () => {
          const now = read();
          const then = performance.now();
          const ahead = now - at - (then - when) / 1000;
          if (ahead > longest.seconds) longest = { seconds: ahead, from: at };
          at = now;
          when = then;
          if (then > until || longest.seconds > 3) resolve(longest);
          else requestAnimationFrame(follow);
        };
        follow();
      }),
    LISTENED_MS,
  );
}

async function hearPastSilence({ page, context }: Journey) {
  const call = await makeCall({ ...served(), conversation: silentCaller });
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.getByTestId("position")).not.toContainText("/ 0:00");
  const skip = page.getByRole("button", { name: "Skip silence" });
  await skip.click();
  await expect(skip).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const leap = await longestLeap(page);
  expect(leap.seconds).toBeGreaterThan(LEAST_LEAP_S);
  // What was said before it was heard.
  expect(leap.from).toBeGreaterThan(1);
}

test("a recording that plays leaps over the silence in it, and over nothing else", hearPastSilence);

test("control: a switch that only looks as if it were on is noticed", async ({ page, context }) => {
  await context.addInitScript(() => {
    addEventListener(
      "click",
      (event) => {
        const { target } = event;
        const pressed = target instanceof Element && target.closest("[aria-label='Skip silence']");
        if (!pressed) return;
        event.stopPropagation();
        pressed.setAttribute("aria-pressed", "true");
      },
      true,
    );
  });
  await expectComplaint(() => hearPastSilence({ page, context }), /toBeGreaterThan/);
});

test("control: silences that are told elsewhere than they are heard are noticed", async ({ page, context }) => {
  await falsify(context, /\/waveform$/, (truth) => ({ ...truth, silences: [[0, 200]] }));
  await expectComplaint(() => hearPastSilence({ page, context }), /toBeGreaterThan/);
});
