import { makeAgent } from "../support/agent";
import { expect, type Journey, test } from "../support/browser";
import { makeOrganization } from "../support/organization";
import { deafenStream, expectComplaint } from "../support/plant";

/** A fictional caller of the sandbox, and as screens write the number. */
const CALLER = { number: "+15125550141", shown: "••• 0141" };
/** A minute and a half of conversation in about eight seconds: on a busy machine it is looked at before it ends. */
const PACE = 12;

async function watchFirstCall({ page }: Pick<Journey, "page">) {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  await sandbox("/agents", {
    provider: "retell",
    api_key: agent.secret,
    vendor_agent_id: agent.vendor_agent_id,
    name: "Front desk",
    webhook_url: `${process.env.PUBLIC_BASE_URL}${agent.path}`,
    industry: "clinic",
  });

  await page.goto(`/${organization.slug}/overview`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.waitForLoadState("networkidle");
  await page.getByLabel("E-mail address").fill(organization.admin.email);
  await page.getByRole("textbox", { name: /^Password/ }).fill(organization.admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(new RegExp(`/${organization.slug}/overview$`));
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await expect(page.getByText("Calls appear here while they are still ringing.")).toBeVisible();
  const opened = await page.evaluate(() => performance.timeOrigin);

  await sandbox("/calls", {
    agent_id: agent.vendor_agent_id,
    conversation: "clinic-opening-hours",
    caller_number: CALLER.number,
    pace: PACE,
  });
  const newest = page.getByRole("listitem").filter({ hasText: CALLER.shown });
  await expect(newest).toContainText("In conversation");

  // The frame's own link: no document is loaded on the way.
  await page.getByRole("link", { name: "Calls", exact: true }).first().click();
  const row = page.getByRole("row").filter({ hasText: CALLER.shown });
  await expect(row).toContainText(/Caller hung up/, { timeout: 60_000 });
  await expect(row).toContainText("Successful");
  await expect(row).toContainText(/\$0\.\d+/);
  await expect(row).toHaveCount(1);
  await expect(page.getByText("1 call today.")).toBeVisible();
  expect(await page.evaluate(() => performance.timeOrigin), "the document was not loaded again").toBe(opened);
}

test("somebody signs in to a new organization and watches its first call arrive, live, to its outcome and cost", async ({
  page,
  expectConsole,
}) => {
  // Prefetches of pages that need more than the test's organization has.
  expectConsole(/404/);
  await watchFirstCall({ page });
});

test("control: a first call that nobody shows is noticed", async ({ page, context, expectConsole }) => {
  expectConsole(/404/);
  await deafenStream(context);
  await expectComplaint(() => watchFirstCall({ page }), /In conversation.*not found/s);
});

async function sandbox(path: string, body: object): Promise<void> {
  const answer = await fetch(`${process.env.SANDBOX_URL}/control${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}
