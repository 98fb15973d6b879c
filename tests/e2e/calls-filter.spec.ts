import { makeAgent } from "../support/agent";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { openCallsList } from "../support/calls-list";
import { database } from "../support/database";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { searchable } from "../support/searchable";

/** Several choices in one go, then each way to leave the panel. */
async function chooseSeveral({ page, context }: Journey, width: number) {
  await page.setViewportSize({ width, height: 844 });
  const organization = await makeOrganization();
  const [retell, vapi] = [await makeAgent(organization.id, "retell"), await makeAgent(organization.id, "vapi")];
  await insertCall(retell, { sentiment: "positive", duration_ms: 90_000 });
  await insertCall(vapi, { sentiment: "negative", duration_ms: 90_000 });
  await insertCall(vapi, { sentiment: "neutral", duration_ms: 5_000 });
  await signInAs(context, organization.viewer);
  await openCallsList(page, organization);
  const trigger = page.getByRole("button", { name: /^Filter/ });
  const panel = page.getByRole("dialog", { name: "Filters" });
  const choose = async (name: string) => {
    const box = panel.getByRole("checkbox", { name });
    await box.click({ timeout: 10_000 });
    await expect(box).toBeChecked();
  };

  await trigger.click();
  await panel.getByRole("button", { name: "Sentiment" }).click();
  await choose("Negative");
  await expect(page.getByText("1 call matches.")).toBeVisible();
  await expect(panel).toBeVisible();
  await choose("Neutral");
  await expect(page.getByText("2 calls match.")).toBeVisible();
  await panel.getByRole("button", { name: "Sentiment" }).click();
  await panel.getByRole("button", { name: "Length" }).click();
  await panel.getByRole("spinbutton", { name: "At least" }).fill("60");
  await panel.getByRole("button", { name: "Done" }).click();
  await expect(panel).toBeHidden();
  await expect(trigger).toBeFocused();
  await expect(page).toHaveURL(/sentiment=negative&sentiment=neutral&min_duration_ms=60000/);
  await expect(page.getByText("1 call matches.")).toBeVisible();

  await page.keyboard.press("Enter");
  await panel.getByRole("button", { name: "Vendor" }).click();
  await choose("Vapi");
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(trigger).toBeFocused();

  await trigger.click();
  await panel.getByRole("button", { name: "Vendor" }).click();
  await panel.getByRole("checkbox", { name: "Vapi" }).uncheck();
  const { x, y, width: wide, height } = (await panel.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + wide).toBeLessThanOrEqual(width);
  expect(y + height).toBeLessThanOrEqual(844);
  await page.getByText("1 call matches.").click({ position: { x: 5, y: 5 } });
  await expect(panel).toBeHidden();
  await expect(page).toHaveURL(/calls\?sentiment=negative&sentiment=neutral&min_duration_ms=60000$/);
}

for (const width of [1440, 390]) {
  test(`the filter panel stays for several choices, and gives the focus back when it is left, at ${width} px`, ({
    page,
    context,
  }) => chooseSeveral({ page, context }, width));
}

test("an answer of the analysis that was typed counts when the panel is left, and its question can be asked alone", async ({
  page,
  context,
}) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const wish = (text: string) => insertCall(agent, { custom_analysis: database().json({ wish: text }) });
  await wish("Morning");
  await wish("She would rather come in the evening, when somebody else is with her children. ".repeat(2));
  await insertCall(agent);
  await searchable(organization);
  await signInAs(context, organization.viewer);
  await openCallsList(page, organization);
  const panel = page.getByRole("dialog", { name: "Filters" });
  await page.getByRole("button", { name: /^Filter/ }).click();
  await panel.getByRole("button", { name: "Analysis and metadata" }).click();
  await panel.getByRole("combobox", { name: "Question" }).selectOption("Wish");
  await panel.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("2 calls match.")).toBeVisible();
  await panel.getByRole("textbox", { name: "Answer" }).fill("morning");
  await panel.getByRole("button", { name: "Done" }).click();
  await expect(panel).toBeHidden();
  await expect(page).toHaveURL(/\?field=wish%3Amorning$/);
  await expect(page.getByText("1 call matches.")).toBeVisible();
});

test("a link names an agent by name, where more agents come before it than fit a page", async ({ page, context }) => {
  const organization = await makeOrganization();
  const last = await makeAgent(organization.id, "retell");
  await database()`update public.agents set name = 'Zebra desk', deleted_at = now() where id = ${last.id}`;
  await database()`
    insert into public.agents (org_id, provider, name, auth_scheme)
    select ${organization.id}, 'retell', 'Desk ' || n, 'retell_signature' from generate_series(1, 210) n`;
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/overview?agent_id=${last.id}`);
  await expect(page.getByRole("search").getByText("Zebra desk")).toBeVisible();
});

test("control: a panel that closes with the first choice is noticed", async ({ page, context }) => {
  await page.addInitScript(() => {
    const replace = history.replaceState.bind(history);
    history.replaceState = (...state) => {
      const before = location.search;
      replace(...state);
      if (location.search !== before) document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    };
  });
  await expectComplaint(
    () => chooseSeveral({ page, context }, 1440),
    /Filters.*not found|locator.click: Timeout.*Filters/s,
  );
});
