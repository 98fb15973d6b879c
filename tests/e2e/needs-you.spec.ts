import { makeAgent } from "../support/agent";
import { expect, signInAs, test } from "../support/browser";
import { callRows } from "../support/calls-list";
import { database } from "../support/database";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";
import { postDelivery } from "../support/post-delivery";

/** One agent that answers, two calls to review among three, one delivery that could not be used. */
async function inNeed() {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  await insertCall(agent);
  await insertCall(agent, { sentiment: "negative" });
  await insertCall(agent, { successful: false });
  await postDelivery(agent, JSON.stringify({ event: "call_ended" }));
  await database()`update public.agents set validated_at = now() where id = ${agent.id}`;
  return org;
}

test("calls to review and deliveries that could not be used stand among what needs somebody, and open exactly those", async ({
  page,
  context,
}) => {
  const org = await inNeed();
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/overview`);
  await expect(page.getByText("Your agent is answering. Two things need you.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Needs you" })).toBeVisible();

  const unusable = page.getByRole("listitem").filter({ hasText: "1 delivery could not be used" });
  await unusable.getByRole("link", { name: "Open in the inbox" }).click();
  await expect(page).toHaveURL(/\/inbox\?state=unusable/);
  await expect(page.getByRole("list", { name: "Deliveries" }).getByRole("listitem")).toHaveCount(1);
  await page.goBack();

  const review = page.getByRole("listitem").filter({ hasText: "2 calls need review" });
  await review.getByRole("link", { name: "Review them" }).click();
  await expect(page).toHaveURL(/\/calls\?review=needed/);
  await expect(callRows(page)).toHaveCount(2);

  // Whoever reviews one finds it gone from there.
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await expect(callRows(page)).toHaveCount(1);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).click();
  await expect(page.getByText("1 call needs review")).toBeVisible();
});

test("whoever may change nothing is told that something needs attention, not them", async ({ page, context }) => {
  const org = await inNeed();
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/overview`);
  await expect(page.getByText("Your agent is answering. Two things need attention.")).toBeVisible();
  await expect(page.getByText("An admin of this organization can settle these.")).toBeVisible();
  await expect(page.getByRole("link", { name: "See the calls" })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/needs? you/i);
  await page.goto(`/${org.slug}/inbox`);
  await expect(page.getByText("1 delivery could not be used")).toBeVisible();
});
