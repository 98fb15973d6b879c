import type { BrowserContext, Page } from "@playwright/test";
import { makeAgent } from "../support/agent";
import { expect, signInAs, test } from "../support/browser";
import { callBeside, callRows, openCallsList } from "../support/calls-list";
import { insertCall } from "../support/insert-call";
import { makeOrganization, type TestOrganization } from "../support/organization";

/** What every page shows of the organization is drawn anew when somebody changes it, and takes nothing from who is at work. */
async function rename(context: BrowserContext, { slug }: TestOrganization, name: string) {
  const headers = { origin: process.env.PUBLIC_BASE_URL ?? "" };
  const answer = await context.request.patch(`/api/v1/orgs/${slug}`, { headers, data: { name } });
  expect(answer.status(), await answer.text()).toBe(200);
}

const inRail = (page: Page, name: string) => page.getByRole("button", { name: `Switch organization ${name}` });

test("a new name is in the rail at once", async ({ page, context }) => {
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  await openCallsList(page, org);
  await rename(context, org, "Harbour Clinic");
  await expect(inRail(page, "Harbour Clinic")).toBeVisible();
});

test("a call beside the list, and a note that is being written, stay when the organization is renamed", async ({
  page,
  context,
}) => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const { id } = await insertCall(agent, { started_at: new Date(), from_number: "+14155551000" });
  await signInAs(context, org.admin);
  await openCallsList(page, org);
  await callRows(page).first().click();
  const note = callBeside(page).getByRole("combobox", { name: "Write a note" });
  await note.fill("Wants to be rung back");

  const heard = page.waitForResponse((response) => response.url().endsWith(`/calls/${id}`));
  await rename(context, org, "Harbour Clinic");
  await heard;
  await rename(context, org, "Harbour Clinics");
  await page.waitForLoadState("networkidle");
  await expect(note).toHaveValue("Wants to be rung back");
  await expect(callRows(page)).toHaveCount(1);

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Agents" }).click();
  await expect(inRail(page, "Harbour Clinics")).toBeVisible();
});
