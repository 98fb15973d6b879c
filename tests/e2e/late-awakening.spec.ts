import { expect, ready, signInAs, test } from "../support/browser";
import { makeOrganization } from "../support/organization";

/** Words of the code that draws the page, and of none that draws its frame. */
const OF_THE_PAGE = "No program uses the API yet";

test("a page that awakes after something in it has changed goes on from what the server drew", async ({
  page,
  context,
}) => {
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  const make = async (name: string) => {
    const data = { name, scopes: ["calls:read"], expires_at: null };
    expect((await page.request.post(`/api/v1/orgs/${org.slug}/api_keys`, { data })).status()).toBe(201);
  };
  await make("First program");

  let awake: () => void = () => undefined;
  const asleep = new Promise<void>((resolve) => {
    awake = resolve;
  });
  await page.route("**/_next/static/chunks/**", async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes(OF_THE_PAGE)) await asleep;
    await route.fulfill({ response, body });
  });
  const opened = page.goto(`/${org.slug}/settings/api-keys`);
  const keys = page.getByRole("table", { name: "API keys" });
  await expect(keys.getByText("First program")).toBeVisible();
  await expect(page.locator("[data-live=connected]").first()).toBeAttached();
  const lastHeard = () =>
    page.evaluate(() => Object.entries(sessionStorage).find(([name]) => /last-event/.test(name))?.[1]);
  const before = await lastHeard();
  await make("Second program");
  await expect.poll(lastHeard).not.toBe(before);

  // Drawing anything but the server's rows at first would be an error of React's, which fails the test.
  awake();
  await opened;
  await ready(page);
  await expect(keys.getByText("Second program")).toBeVisible();
  await expect(page.getByText("2 keys are accepted.")).toBeVisible();
});
