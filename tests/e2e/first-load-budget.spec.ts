import { join } from "node:path";
import { firstLoadTable, measureFirstLoad, overBudget } from "../../scripts/check/first-load";
import { makeAgent } from "../support/agent";
import { expect, signInAs, test } from "../support/browser";
import { DIST_DIR } from "../support/build-browser-tests";
import { makeOrganization } from "../support/organization";

const build = join(import.meta.dirname, "..", "..", DIST_DIR);

test("no page loads more than 170 kB of JavaScript before it works", () => {
  const pages = measureFirstLoad(build);
  console.log(firstLoadTable(pages));
  expect(overBudget(pages).map(({ route, bytes }) => `${route}: ${bytes}`)).toEqual([]);
});

test("a page asks for no script beyond those that the budget counts", async ({ context }) => {
  const organization = await makeOrganization();
  await makeAgent(organization.id, "retell");
  await signInAs(context, organization.admin);
  const pages = measureFirstLoad(build);
  for (const [route, address] of [
    ["/account", "/account"],
    ["/[org]/overview", `/${organization.slug}/overview`],
    ["/[org]/calls", `/${organization.slug}/calls`],
    ["/[org]/inbox/[[...id]]", `/${organization.slug}/inbox`],
    ["/[org]/settings/members", `/${organization.slug}/settings/members`],
  ] as const) {
    const html = await (await context.request.get(address, { maxRedirects: 0 })).text();
    // Scripts, and what is preloaded as one; `nomodule` ones are for browsers that this one is not.
    const tags = html.match(/<(?:script|link)\b[^>]*\b(?:src|href)="\/_next\/static\/chunks\/[^"]+\.js[^>]*>/g) ?? [];
    const asked = tags
      .filter((tag) => !/nomodule/i.test(tag))
      .map((tag) => /\/_next\/(static\/chunks\/[^"?]+\.js)/.exec(tag)?.[1]);
    const counted = pages.find((page) => page.route === route)?.files ?? [];
    expect(asked.length, `scripts of ${route}`).toBeGreaterThan(3);
    expect(
      asked.filter((file) => !file || !counted.includes(file)),
      `uncounted scripts of ${route}`,
    ).toEqual([]);
  }
});
