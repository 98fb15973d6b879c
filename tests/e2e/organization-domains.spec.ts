import { randomBytes } from "node:crypto";
import { request as ask } from "node:http";
import { expect, ready, signInAs, test } from "../support/browser";
import { makeOrganization } from "../support/organization";
import { writeRecord } from "../support/serve-dns";

const base = new URL(process.env.PUBLIC_BASE_URL ?? "http://localhost");

/** Where a page asked for under a host name leads: status and, when it leads elsewhere, its address. */
function underHost(host: string, path: string): Promise<[number, string | undefined]> {
  return new Promise((resolve, reject) => {
    ask({ hostname: base.hostname, port: base.port, path, headers: { host } }, (answer) => {
      answer.resume();
      resolve([answer.statusCode ?? 0, answer.headers.location]);
    })
      .on("error", reject)
      .end();
  });
}

test("people sign in under their organization's own subdomain and find its pages there, and no others", async ({
  page,
}) => {
  const [org, other] = [await makeOrganization(), await makeOrganization()];
  const own = `http://${org.slug}.${base.host}`;
  await page.goto(`${own}/`);
  await expect(page).toHaveURL(`${own}/sign-in?next=${encodeURIComponent(`/${org.slug}/overview`)}`);
  await ready(page);
  await page.getByLabel("E-mail address").fill(org.admin.email);
  await page.getByLabel("Password", { exact: true }).fill(org.admin.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(`${own}/${org.slug}/overview`);
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  await page.goto(`${own}/calls?status=ended`);
  await expect(page).toHaveURL(`${own}/${org.slug}/calls?status=ended`);

  await page.goto(`${own}/${other.slug}/calls`);
  await expect(page).toHaveURL(`${base.origin}/sign-in?next=${encodeURIComponent(`/${other.slug}/calls`)}`);
});

test("a name of an organization's own is added, proven in the DNS, and then leads to its pages", async ({
  page,
  context,
}) => {
  const org = await makeOrganization();
  const hostname = `calls.${randomBytes(6).toString("hex")}.example.com`;
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings/domains`);
  await ready(page);
  await page.getByRole("button", { name: "Add a domain" }).click();
  const adding = page.getByRole("dialog", { name: "Add a domain" });
  await adding.getByLabel("Host name").fill("clinic");
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding.getByText("Write a host name such as")).toBeVisible();
  await adding.getByLabel("Host name").fill(`https://${hostname.toUpperCase()}/`);
  await adding.getByRole("button", { name: "Add", exact: true }).click();

  await page.getByRole("button", { name: "Verify now" }).click();
  await expect(page.getByText("There is no TXT record at")).toBeVisible();
  const [name, value] = [
    await page.getByRole("textbox", { name: "Name of the TXT record" }).inputValue(),
    await page.getByRole("textbox", { name: "Value of the TXT record" }).inputValue(),
  ];
  // Asked under another name: what the edge learned of this one it remembers for a minute.
  expect(await underHost(`other-${hostname}`, "/")).toEqual([200, undefined]);
  await writeRecord(name, value);
  await page.getByRole("button", { name: "Verify now" }).click();
  await expect(page.getByText(`${hostname} leads here.`)).toBeVisible();

  expect(await underHost(hostname, "/")).toEqual([
    307,
    expect.stringMatching(new RegExp(`//${hostname}/${org.slug}/overview$`)),
  ]);
  const [status, signIn] = await underHost(hostname, `/${org.slug}/overview`);
  expect([status, signIn]).toEqual([307, expect.stringContaining("/sign-in?next=")]);

  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("No name of your own yet")).toBeVisible();
});
