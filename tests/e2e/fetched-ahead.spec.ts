import { expect, signInAs, test } from "../support/browser";
import { makeOrganization } from "../support/organization";

/** When the frame fetches the places of its rail; see `Frame`. */
const SETTLED_MS = 3_000;

test("a page fetches no other ahead, until its link is pointed at or the page has settled", async ({
  page,
  context,
}) => {
  const organization = await makeOrganization();
  await signInAs(context, organization.admin);
  await page.clock.install();
  const ahead = new Set<string>();
  page.on("request", (request) => {
    if (request.headers()["next-router-prefetch"]) ahead.add(new URL(request.url()).pathname);
  });
  await page.goto(`/${organization.slug}/settings/members`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  expect([...ahead]).toEqual([]);

  const inPage = page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Audit log" });
  await inPage.hover();
  await expect.poll(() => [...ahead]).toEqual([`/${organization.slug}/settings/audit`]);

  await page.clock.runFor(SETTLED_MS);
  await expect
    .poll(async () => {
      // What waits for an idle moment waits by the same clock.
      await page.clock.runFor(1_000);
      return [...ahead].toSorted();
    })
    .toEqual(
      ["agents", "calls", "inbox", "live", "overview", "settings", "settings/audit"].map(
        (place) => `/${organization.slug}/${place}`,
      ),
    );
});
