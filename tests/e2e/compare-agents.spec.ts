import { makeAgent } from "../support/agent";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";

const DAY = 24 * 3_600_000;

const VISIBLY = { useInnerText: true };

/** What sets some calls apart from the others, by how many days ago they were. */
const OF_DAY_DESK: Record<number, object> = {
  1: { sentiment: "positive" },
  2: { sentiment: "negative" },
  3: { is_billable: false },
};
const OF_NIGHT_DESK: Record<number, object> = { 1: { duration_ms: 600_000, cost_micros: 2_000_000 } };

async function named(orgId: string, provider: "retell" | "vapi", name: string) {
  const agent = await makeAgent(orgId, provider);
  await database()`update public.agents set name = ${name} where id = ${agent.id}`;
  return agent;
}

async function setSideBySide({ page, context }: Journey) {
  const organization = await makeOrganization();
  const day = await named(organization.id, "retell", "Day desk");
  const night = await named(organization.id, "vapi", "Night desk");
  const spare = await named(organization.id, "retell", "Spare desk");
  const ago = (days: number) => ({ started_at: new Date(Date.now() - days * DAY) });
  const DAYS_AGO = Array.from({ length: 12 }, (_, at) => at + 1);
  for (const days of DAYS_AGO) await insertCall(day, { ...ago(days), ...OF_DAY_DESK[days], successful: days > 3 });
  for (const days of DAYS_AGO.slice(0, 10))
    await insertCall(night, { ...ago(days), ...OF_NIGHT_DESK[days], successful: days > 5 });
  // Unasked, the busiest two are compared: these are not they.
  for (const days of DAYS_AGO.slice(0, 11)) await insertCall(spare, ago(days));
  await signInAs(context, organization.viewer);

  await page.goto(`/${organization.slug}/agents`);
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await page.getByRole("button", { name: "Agents", exact: true }).click();
  for (const name of ["Day desk", "Night desk"])
    await page.getByRole("menuitemcheckbox", { name: new RegExp(name) }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`agent_id=${day.id}.*agent_id=${night.id}`));

  // Each in its own column, with its own figures; the better of a row is said to be.
  const table = page.getByRole("table", { name: "Agents side by side" });
  const heads = () => table.getByRole("columnheader").allInnerTexts();
  await expect.poll(heads).toEqual(["Measure", "Day desk", "Night desk"]);
  const row = async (name: string) =>
    (
      await table
        .getByRole("row", { name: new RegExp(`^${name}`) })
        .getByRole("link")
        .filter({ visible: true })
        .allTextContents()
    ).join(" | ");
  await expect.poll(() => row("Calls")).toBe("12 | 10");
  expect(await row("Talked")).toBe("24 min | 28 min");
  expect(await row("Revenue minutes")).toBe("22 min | 28 min");
  expect(await row("Success")).toBe("75% (best) | 50%");
  expect(await row("Positive")).toBe("50% | –");
  expect(await row("Cost")).toBe("$3.00 | $4.25");
  const answer = "Day desk succeeds more often: in 75% of its calls, Night desk in 50%.";
  await expect(page.getByText(answer)).toBeVisible();

  // A figure is a door to its calls, and the way back leads to the same two; so does the address alone.
  await table
    .getByRole("row", { name: /^Success/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByText("9 calls match.")).toBeVisible();
  await page.goBack();
  await expect.poll(() => row("Calls")).toBe("12 | 10");
  await page.reload();
  await expect.poll(() => row("Calls")).toBe("12 | 10");
  await table.getByRole("link", { name: "Night desk" }).click();
  await expect(page).toHaveURL(new RegExp(`/agents/${night.id}`));
  await page.goBack();
  await expect.poll(heads).toEqual(["Measure", "Day desk", "Night desk"]);
}

test("two agents are chosen and stand side by side with their figures, and the way back keeps them", setSideBySide);

test("control: figures under another agent's name are noticed", async ({ page, context }) => {
  // Whoever is asked about, the answer is that of all agents together.
  await context.route(/\/figures\?/, (route) =>
    route.continue({
      url: route
        .request()
        .url()
        .replaceAll(/&?agent_id=[\w-]+/g, ""),
    }),
  );
  await expectComplaint(() => setSideBySide({ page, context }), /12 \| 10/);
});

test("the agents that nobody chose stay in their columns while somebody reads, whoever is the busiest by then", async ({
  page,
  context,
}) => {
  const org = await makeOrganization();
  const agents = [];
  for (const [at, name] of ["Day desk", "Night desk", "Spare desk"].entries()) {
    const agent = await named(org.id, "retell", name);
    for (let days = 1; days < 5 - at; days++)
      await insertCall(agent, { started_at: new Date(Date.now() - days * DAY) });
    agents.push(agent);
  }
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/agents/compare`);
  await ready(page);
  const heads = page.getByRole("table", { name: "Agents side by side" }).getByRole("columnheader");
  await expect(heads).toHaveText(["Measure", "Day desk", "Night desk"], VISIBLY);

  const spare = agents[2];
  for (let days = 1; days < 9; days++)
    if (spare) await insertCall(spare, { started_at: new Date(Date.now() - days * DAY) });
  // What is drawn anew from the server knows of them.
  const headers = { origin: process.env.PUBLIC_BASE_URL ?? "" };
  await context.request.patch(`/api/v1/orgs/${org.slug}`, { headers, data: { name: "Harbour Clinic" } });
  await expect(page.getByRole("button", { name: "Switch organization Harbour Clinic" })).toBeVisible();
  await expect(heads).toHaveText(["Measure", "Day desk", "Night desk"], VISIBLY);
  await page.reload();
  await expect(heads).toHaveText(["Measure", "Spare desk", "Day desk"], VISIBLY);
});

test("figures that cannot be read are not said to be none", async ({ page, context, expectConsole }) => {
  expectConsole(/status of 422/);
  const org = await makeOrganization();
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/agents/compare?range=custom&from=2026-05-01&to=2020-01-01`);
  await expect(page.getByText("The figures did not load")).toBeVisible();
  await expect(page.getByText("Nothing to compare yet")).toHaveCount(0);
});
