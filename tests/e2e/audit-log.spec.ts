import { readFile } from "node:fs/promises";
import { expect, ready, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { makeOrganization, type TestOrganization } from "../support/organization";

const base = process.env.PUBLIC_BASE_URL ?? "";

async function send(org: TestOrganization, method: string, path: string, body: object) {
  const answer = await fetch(`${base}/api/v1/orgs/${org.slug}${path}`, {
    method,
    headers: { "content-type": "application/json", cookie: await org.admin.cookie() },
    body: JSON.stringify(body),
  });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return (await answer.json()) as { id: string };
}

const newAgent = (name: string) => ({ provider: "vapi", name, auth_scheme: "bearer", secret: "0123456789abcdef0123" });

test("an admin sees a change arrive, reads what was there before, narrows the log and takes a copy", async ({
  page,
  context,
}) => {
  const org = await makeOrganization();
  const agent = await send(org, "POST", "/agents", newAgent("Front desk"));
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/overview`);
  await ready(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("audit");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/settings\/audit$/);
  await expect(page.getByText("1 entry, each written down as it happened.")).toBeVisible();
  await send(org, "PATCH", `/agents/${agent.id}`, { name: "Back office" });

  const table = page.getByRole("table", { name: "Audit log" });
  const row = table.getByRole("row", { name: /Agent updated/ });
  await expect(row).toContainText("Back office");
  await row.getByRole("link").click();
  const entry = page.getByRole("dialog", { name: "Agent updated" });
  await expect(entry.locator("del")).toHaveText("Front desk");
  await expect(entry.locator("ins")).toHaveText("Back office");
  await expect(page).toHaveURL(/entry=2/);
  await entry.getByRole("button", { name: "Older" }).click();
  const created = page.getByRole("dialog", { name: "Agent created" });
  await expect(created).toContainText("entry 1 of 2");
  // What a thing was made with is told in words and as nobody's change.
  await expect(created.getByText("Vendor", { exact: true })).toBeVisible();
  await expect(created.getByText("Vapi", { exact: true })).toBeVisible();
  await expect(created.locator("ins")).toHaveCount(0);

  // The address of an entry is worth pasting, whatever the list shows.
  await page.goto(`/${org.slug}/settings/audit?action=agent.created&entry=2`);
  await expect(page.getByRole("dialog", { name: "Agent updated" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(table.getByRole("row")).toHaveCount(2);

  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /JSON lines/ }).click();
  const copy = await readFile(await (await download).path(), "utf8");
  expect(
    copy
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).action),
  ).toEqual(["agent.created"]);
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(table.getByRole("row", { name: /Audit log exported/ })).toBeVisible();
});

test("verifying says in words that the log holds, and which entry was altered behind its back", async ({
  page,
  context,
}) => {
  const org = await makeOrganization();
  for (const name of ["One", "Two", "Three"]) await send(org, "POST", "/agents", newAgent(name));
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings/audit`);
  await ready(page);
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText(/^All 3 entries follow from one another/)).toBeVisible();

  await database().begin(async (tx) => {
    await tx`alter table public.audit_log disable trigger user`;
    await tx`update public.audit_log set actor_id = null where org_id = ${org.id} and seq = 2`;
    await tx`alter table public.audit_log enable trigger user`;
  });
  await page.getByRole("button", { name: "Verify" }).click();
  const faults = page.getByRole("list", { name: "What does not hold" });
  await expect(faults.getByRole("listitem")).toHaveText(["Entry 2 was altered after it was written."]);
  await faults.getByRole("button").click();
  await expect(page.getByRole("dialog", { name: "Agent created" })).toContainText("entry 2 of 3");
});

test("a viewer is told who may see the log, and is shown no tab for it", async ({ page, context }) => {
  const org = await makeOrganization();
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/settings/members`);
  await expect(page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Audit log" })).toHaveCount(
    0,
  );
  await page.goto(`/${org.slug}/settings/audit`);
  await expect(page.getByText("Your role does not include the audit log")).toBeVisible();
});
