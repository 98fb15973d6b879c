import { makeAgent } from "../support/agent";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { callBeside, callRows } from "../support/calls-list";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";

async function inHaste({ page, context }: Journey) {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  for (let index = 0; index < 3; index++) await insertCall(agent);
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/overview`);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Calls" }).click();
  await expect(callRows(page)).toHaveCount(3);
  const door = callRows(page).nth(1).getByRole("link").first();
  const escapeTwice = () =>
    page.evaluate(() => {
      for (let presses = 0; presses < 2; presses++)
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    });

  await door.dblclick();
  await expect(callBeside(page).getByTestId("call-sentence")).toBeVisible();
  await escapeTwice();
  await expect(callBeside(page)).toHaveCount(0);
  await expect(door).toBeFocused();
  await expect(page).toHaveURL(/\/calls$/);

  // Chosen before the call was opened: one key gives up the choice, the next one the call.
  await page.keyboard.press("x");
  await expect(page.getByRole("region", { name: "Chosen calls" })).toContainText("1 call");
  await page.keyboard.press("Enter");
  await expect(callBeside(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Chosen calls" })).toHaveCount(0);
  await expect(callBeside(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(callBeside(page)).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/overview$/);
}

test("a call that is opened or closed twice in haste is one step from its list, and chosen calls are given up first", ({
  page,
  context,
}) => inHaste({ page, context }));

test("control: a step too many is noticed", async ({ page, context }) => {
  await context.addInitScript(() => {
    window.history.back = () => window.history.go(-2);
  });
  await expectComplaint(() => inHaste({ page, context }), /toBeFocused|toHaveURL/);
});
