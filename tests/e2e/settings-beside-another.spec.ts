import type { BrowserContext } from "@playwright/test";
import { expect, ready, signInAs, test } from "../support/browser";
import { makeOrganization, type TestOrganization } from "../support/organization";

/** What somebody types in the settings outlives what another admin saves meanwhile. */
async function put(context: BrowserContext, { slug }: TestOrganization, path: string, data: object) {
  const headers = { origin: process.env.PUBLIC_BASE_URL ?? "" };
  const answer = await context.request.put(`/api/v1/orgs/${slug}/${path}`, { headers, data });
  expect(answer.status(), await answer.text()).toBe(200);
}

test("a price and networks that are being typed stay when another admin saves theirs", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/status of 409/);
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  const price = page.getByLabel(/ a minute/);
  const networks = page.getByLabel("Networks", { exact: false }).last();
  await price.fill("0.25");
  await networks.fill("127.0.0.0/8\n::1/128\n203.0.113.0/24");

  const readAnew = ["price", "admin_networks"].map((path) =>
    page.waitForResponse((response) => response.request().method() === "GET" && response.url().endsWith(`/${path}`)),
  );
  await put(context, org, "price", { price_per_minute_micros: 400_000 });
  await put(context, org, "admin_networks", { networks: ["127.0.0.0/8", "::1/128"] });
  await Promise.all(readAnew);
  await page.waitForLoadState("networkidle");
  await expect(price).toHaveValue("0.25");
  await expect(networks).toHaveValue("127.0.0.0/8\n::1/128\n203.0.113.0/24");

  await page.getByRole("button", { name: "Save price" }).click();
  await expect(page.getByRole("button", { name: "Save price" })).toBeDisabled();
  await expect(price).toHaveValue("0.25");
  // The other's networks are not overwritten unseen.
  const save = page.getByRole("button", { name: "Save networks" });
  await save.click();
  await expect(page.getByText(/changed/i).first()).toBeVisible();
  await save.click();
  await expect(save).toBeDisabled();
  await page.reload();
  await expect(networks).toHaveValue("127.0.0.0/8\n::1/128\n203.0.113.0/24");
  // Who types nothing sees what another saves.
  await put(context, org, "price", { price_per_minute_micros: 500_000 });
  await expect(price).toHaveValue("0.5");
});

test("what is typed in a field while another one is being saved stays, and is saved next", async ({
  page,
  context,
}) => {
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings`);
  await ready(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/api\/v1\/orgs\/[^/]+$/, async (route) => {
    await held;
    await route.continue();
  });
  const name = page.getByLabel("Name", { exact: true });
  const currency = page.getByLabel("Currency");
  await name.fill("Harbour Clinic");
  const sent = page.waitForRequest((request) => request.method() === "PATCH");
  await name.press("Enter");
  await sent;
  await currency.selectOption("EUR");
  await name.fill("Harbour Clinics");
  release();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Switch organization Harbour Clinic", exact: true })).toBeVisible();
  await expect(currency).toHaveValue("EUR");
  await expect(name).toHaveValue("Harbour Clinics");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: "Switch organization Harbour Clinics" })).toBeVisible();
  await page.reload();
  await expect(currency).toHaveValue("EUR");
  await expect(name).toHaveValue("Harbour Clinics");
});
