import { expect, signInAs, test } from "../support/browser";
import { makeOperator, makeOrganization } from "../support/organization";

test("an operator finds an organization in the console and is reminded whose it is", async ({ page, context }) => {
  const org = await makeOrganization({ name: `Summit ${crypto.randomUUID().slice(0, 8)}` });
  await signInAs(context, await makeOperator());
  await page.goto("/");
  await page.waitForURL("**/ops");
  await page.getByLabel("Search organizations").fill(org.name.toLowerCase());
  await page.waitForURL(/search=/);
  await expect(page.getByRole("table", { name: "Organizations" }).getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: org.name }).click();
  await page.waitForURL(`**/ops/organizations/${org.id}`);
  await page.getByRole("link", { name: "Open its screens" }).click();
  await page.waitForURL(`**/${org.slug}/overview`);
  await expect(page.getByText(`You are viewing ${org.name} as operator.`)).toBeVisible();
});

test("the console is not there for anybody else", async ({ page, context, expectConsole }) => {
  expectConsole(/404/);
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  expect((await page.goto("/ops"))?.status()).toBe(404);
});
