import type { Page } from "@playwright/test";
import { expect, ready, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { type CaughtMail, linkIn, mailTo } from "../support/mailbox";
import { makeOperator, type TestOrganization } from "../support/organization";
import { payload, poisonOrganization } from "../support/poison-organization";
import { XSS_PAYLOADS } from "../support/xss-payloads";

/** Promise S17: sixty payloads in every text that people, vendors and models write execute and draw nothing, on any screen. */

/** The place of an entry whose every text is a payload, and of one that the product wrote itself. */
async function entriesOf(org: TestOrganization): Promise<number[]> {
  const rows = await database()<{ seq: number }[]>`
    select max(seq)::int as seq from public.audit_log where org_id = ${org.id} group by actor_type order by 1`;
  return rows.map(({ seq }) => seq);
}

/** A mail as a reader shows it that has no rules about scripts. */
async function readMail(page: Page, html: string): Promise<void> {
  await page.goto("about:blank");
  await page.setContent(html, { waitUntil: "commit" });
}

/** Lets the operator who sits at the screen into the organization, for reasons that are payloads. */
async function visit(page: Page, org: TestOrganization): Promise<CaughtMail> {
  const answer = await page.request.put(`/api/ops/organizations/${org.id}/visit`, {
    data: { reason: payload(40), changes_reason: payload(44) },
  });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  return mailTo(org.admin.email, 60_000);
}

/** What of a stranger's text the page took for its own: elements with the mark, and attributes with the call. */
const injected = (page: Page) =>
  page.evaluate(() => {
    const marked = [...document.querySelectorAll("[data-xss], base, iframe[srcdoc]")].map(
      (element) => element.outerHTML,
    );
    const calling = [...document.querySelectorAll("*")]
      .filter((element) =>
        [...element.attributes].some(
          ({ name, value }) =>
            (/^on/i.test(name) && value.includes("xss")) ||
            (/^(href|src|action|formaction)$/i.test(name) && /^\s*javascript:/i.test(value)),
        ),
      )
      .map((element) => element.outerHTML.slice(0, 200));
    return [...marked, ...calling];
  });

test("sixty payloads execute nowhere and draw nothing, on any screen that shows what strangers wrote", async ({
  page,
  context,
  expectConsole,
}) => {
  // Recordings of a vendor that does not exist.
  expectConsole(/status of 503/);
  test.setTimeout(600_000);
  expect(new Set(XSS_PAYLOADS).size).toBe(60);
  const ran: string[] = [];
  await context.exposeFunction("xss", () => ran.push(page.url()));
  const { org, calls, agents, invitation } = await poisonOrganization();
  expect(calls.length).toBeGreaterThan(3);
  const [delivery] = await database()<{ id: string }[]>`
    select id from public.inbound_events where org_id = ${org.id} order by id limit 1`;
  const paths = [
    "/overview",
    "/calls",
    "/calls?search=words",
    ...calls.slice(0, 8).map((id) => `/calls/${id}`),
    "/live",
    "/inbox",
    `/inbox/${delivery?.id}`,
    "/agents",
    "/agents/compare",
    ...agents.map(({ id }) => `/agents/${id}`),
    "/settings",
    "/settings/members",
    "/settings/keys",
    "/settings/api-keys",
    "/settings/domains",
    "/settings/protection",
    "/settings/audit",
    ...(await entriesOf(org)).map((seq) => `/settings/audit?entry=${seq}`),
  ];
  const found: string[] = [];
  const texts = new Map<string, boolean>();
  const look = async (path: string) => {
    for (const line of await injected(page)) found.push(`${path}: ${line}`);
  };
  const open = async (path: string) => {
    await page.goto(path);
    await ready(page);
    await expect(page.locator(".animate-late")).toHaveCount(0);
    for (const name of [/^Deliveries/, "Raw"]) {
      const tab = page.getByRole("tab", { name });
      if (!(await tab.isVisible())) continue;
      await tab.click();
      await look(path);
    }
    await look(path);
    const shows = (await page.locator("main").textContent())?.includes("xss()") ?? false;
    texts.set(path, shows || (texts.get(path) ?? false));
  };
  const read = async (name: string, mail: CaughtMail) => {
    await readMail(page, mail.html ?? "");
    await look(name);
    texts.set(name, (await page.locator("body").textContent())?.includes("xss()") ?? false);
  };
  const enter = async (person: Parameters<typeof signInAs>[1]) => {
    await context.clearCookies();
    await signInAs(context, person);
  };

  for (const person of [org.admin, org.viewer]) {
    await enter(person);
    for (const path of paths) await open(`/${org.slug}${path}`);
    await open("/account");
  }
  const operator = await makeOperator();
  await enter(operator);
  await read("the mail about a visit", await visit(page, org));
  // The banner over a visit gives its reason.
  await open(`/${org.slug}/overview`);
  await expect(page.getByTitle(payload(44), { exact: true })).toBeVisible();
  await database()`
    update public.organizations set suspended_at = now(), suspended_reason = ${payload(48)} where id = ${org.id}`;
  for (const path of ["/ops", `/ops/organizations/${org.id}`]) await open(path);
  await enter(org.admin);
  await open(`/suspended/${org.slug}`);
  await context.clearCookies();
  await read("the mail of an invitation", invitation);
  await open(new URL(linkIn(invitation, "/invitations/")).pathname);

  expect(found).toEqual([]);
  expect(ran).toEqual([]);
  // The screens and mails did show the texts, as texts.
  expect([...texts.values()].filter(Boolean).length).toBeGreaterThan(paths.length * 0.9);
  const settings = [
    "/settings/api-keys",
    "/settings/members",
    "/settings/keys",
    "/settings/audit",
    "/settings/domains",
  ];
  const silent = [...texts].filter(([, shows]) => !shows).map(([path]) => path);
  for (const path of [...settings.map((each) => `/${org.slug}${each}`), "/account", "/ops"])
    expect([path, texts.get(path)]).toEqual([path, true]);
  expect(silent.filter((path) => /^the mail|^.(ops|suspended|invitations)/.test(path))).toEqual([]);
});

/** Other kinds of page would run these: one that is made of a template, that turns Markdown into HTML, that decodes what it shows. */
const NO_HTML = [
  "<body data-xss onload=xss()>",
  "[x](javascript:xss())",
  "{{xss()}} <%= xss() %> #{xss()} @{xss()} [[xss()]]",
  "{{constructor.constructor('xss()')()}}",
  "&lt;img data-xss src=x onerror=xss()&gt; %3Cimg data-xss src=x onerror=xss()%3E",
];

test("control: a page that takes a text for HTML is found, whatever the payload", async ({ page, expectConsole }) => {
  // The policy refuses what the payloads would run: that is the second wall, and says so in the console.
  expectConsole(/Content Security Policy|Content-Security-Policy|ERR_|Failed to load resource|Unsafe|javascript:/i);
  const blind: string[] = [];
  await page.goto("/forgot-password");
  for (const text of XSS_PAYLOADS) {
    // What `dangerouslySetInnerHTML` does, inside an element and inside attributes.
    await page.locator("main").evaluate((main, html) => {
      const careless = document.createElement("div");
      careless.id = "careless";
      careless.innerHTML = `${html}<a title="${html}" href="${html}">x</a><a title='${html}'>x</a>`;
      main.append(careless);
    }, text);
    if ((await injected(page)).length === 0) blind.push(text);
    await page.locator("#careless").evaluate((careless) => careless.remove());
    expect(await injected(page), "what is left of the payload before").toEqual([]);
  }
  expect(blind).toEqual(NO_HTML);
  // And a mail that does the same.
  await readMail(page, `<p>${payload(33)}</p>`);
  expect((await injected(page)).length).toBeGreaterThan(0);
});
