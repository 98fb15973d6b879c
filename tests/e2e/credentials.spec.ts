import { randomBytes } from "node:crypto";
import { expect, ready, signInAs, test } from "../support/browser";
import { makeOrganization } from "../support/organization";
import { makeVendorAgent } from "../support/vendor-sandbox";

const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("a credential is kept, verified, rotated, retired and deleted, and never shown again", async ({
  page,
  context,
  expectConsole,
}) => {
  // A last day that is over is refused.
  expectConsole(/status of 422/);
  const org = await makeOrganization();
  const [first, second] = [1, 2].map(() => `key_${randomBytes(16).toString("hex")}`) as [string, string];
  // The vendor knows both: each is the key of a workspace with an agent.
  for (const key of [first, second]) await makeVendorAgent("retell", key);
  const answers: string[] = [];
  page.on("response", async (response) => {
    if (response.url().includes("/credentials")) answers.push(await response.text().catch(() => ""));
  });
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings/keys`);
  await ready(page);
  await page.getByRole("button", { name: "Add the Retell key" }).click();
  const adding = page.getByRole("dialog", { name: "Add a credential" });
  await adding.getByLabel("Secret").fill("short");
  await adding.getByRole("button", { name: "Keep it" }).click();
  await expect(adding.getByText("That is shorter than a vendor's key.")).toBeVisible();
  await adding.getByLabel("Name").fill("Clinic workspace");
  await adding.getByLabel("Secret").fill(first);
  await adding.getByLabel("Last day").fill("2001-01-01");
  await adding.getByRole("button", { name: "Keep it" }).click();
  await expect(adding.getByText("That has passed already.")).toBeVisible();
  await adding.getByLabel("Last day").fill(dayAhead(60));
  await adding.getByRole("button", { name: "Keep it" }).click();

  const retell = page.getByRole("region", { name: "Retell" });
  await expect(retell.getByText(first.slice(-4))).toBeVisible();
  await expect(retell.getByText("Works, verified")).toBeVisible();
  await expect(retell.getByText("Default")).toBeVisible();
  await expect(retell.getByText(/\. Expires /)).toBeVisible();

  // Its name and its end can be changed; what is not touched stays.
  await retell.getByRole("button", { name: "Actions for Clinic workspace" }).click();
  await page.getByRole("menuitem", { name: "Change name or end" }).click();
  const changing = page.getByRole("dialog", { name: "Change Clinic workspace" });
  await changing.getByLabel("Last day").fill("2001-01-01");
  await changing.getByRole("button", { name: "Save" }).click();
  await expect(changing.getByText("That has passed already.")).toBeVisible();
  await changing.getByLabel("Last day").fill(dayAhead(5));
  await changing.getByRole("button", { name: "Save" }).click();
  await expect(retell.getByText(/^Expires/).first()).toBeVisible();
  await expect(page.getByText("1 expires within two weeks")).toBeVisible();
  // Its state says when it ends, and nothing says it again.
  await expect(retell.getByText(/\bExpires/)).toHaveCount(1);

  await retell.getByRole("button", { name: "Actions for Clinic workspace" }).click();
  await page.getByRole("menuitem", { name: "Rotate" }).click();
  const rotating = page.getByRole("dialog", { name: "Rotate Clinic workspace" });
  await rotating.getByLabel("New secret").fill(second);
  await rotating.getByLabel("Last day").fill(dayAhead(60));
  await rotating.getByRole("button", { name: "Rotate" }).click();
  const [newer, older] = [retell.getByRole("listitem").first(), retell.getByRole("listitem").nth(1)];
  await expect(newer.getByText(second.slice(-4))).toBeVisible();
  await expect(newer.getByText("Default")).toBeVisible();
  await expect(newer.getByText(/\. Expires /)).toBeVisible();
  await expect(older.getByText("Retires")).toBeVisible();
  await newer.getByRole("button", { name: "Verify now" }).click();
  await expect(newer.getByText("Works, verified")).toBeVisible();

  const act = async (row: typeof newer, action: string) => {
    await row.getByRole("button", { name: "Actions for Clinic workspace" }).click();
    await page.getByRole("menuitem", { name: action }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: action }).click();
  };
  await act(older, "Retire");
  await expect(older.getByText("Retired", { exact: true })).toBeVisible();
  await act(older, "Delete");
  await expect(retell.getByRole("listitem")).toHaveCount(1);

  expect(answers.length).toBeGreaterThan(5);
  const seen = `${await page.content()} ${answers.join()}`;
  for (const key of [first, second]) expect(seen).not.toContain(key.slice(0, -4));
});

test("a viewer sees which credentials there are and can change none", async ({ page, context }) => {
  const org = await makeOrganization();
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/settings/keys`);
  await expect(page.getByText("An admin can add, rotate and retire credentials.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a credential" })).toHaveCount(0);
  // Where to find a key is for those who can add it.
  await expect(page.getByText("None is kept.", { exact: true })).toHaveCount(2);
  await expect(page.getByText("Retell shows it under API Keys.")).toHaveCount(0);
  await signInAs(context, org.admin);
  await page.reload();
  await expect(page.getByText("Retell shows it under API Keys.")).toBeVisible();
});
