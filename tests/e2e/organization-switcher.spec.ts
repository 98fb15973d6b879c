import type { Page } from "@playwright/test";
import { findConversation } from "../../scripts/stack/sandbox/conversations/catalogue";
import { makeAgent, type TestAgent } from "../support/agent";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { makeCall, type TestCall } from "../support/call";
import { callRows } from "../support/calls-list";
import { database } from "../support/database";
import { makeOrganization, type TestOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { served } from "../support/post-delivery";

type Place = { org: TestOrganization; agent: TestAgent; call: TestCall };

async function placeNamed(name: string): Promise<Place> {
  const org = await makeOrganization({ name });
  const agent = await makeAgent(org.id, "retell");
  return {
    org,
    agent,
    call: await makeCall({ ...served(), org, agent, conversation: findConversation("hung-up-early") }),
  };
}

/** Two organizations with a call each; the admin of the first looks into the second as well. */
async function twoPlaces(): Promise<{ clinic: Place; motors: Place }> {
  const [clinic, motors] = [await placeNamed("Lakeside Clinic"), await placeNamed("Harbour Motors")];
  await database()`
    insert into public.memberships (org_id, user_id, role) values (${motors.org.id}, ${clinic.org.admin.userId}, 'org_viewer')`;
  return { clinic, motors };
}

const switcher = (page: Page) => page.getByRole("button", { name: /Switch organization/ });
const row = (page: Page, { id }: { id: string }) => page.locator(`[data-row="${id}"]`);
const goTo = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).click();

async function switchTo(page: Page, from: TestOrganization, to: TestOrganization) {
  await switcher(page).click();
  const menu = page.getByRole("menu");
  await expect(menu.getByRole("menuitem", { name: from.name }).getByLabel("On screen")).toBeVisible();
  await expect(menu.getByRole("menuitem", { name: to.name }).getByLabel("On screen")).toHaveCount(0);
  await menu.getByRole("menuitem", { name: to.name }).click();
  await expect(page).toHaveURL(new RegExp(`/${to.slug}/overview$`));
  await expect(switcher(page)).toContainText(to.name);
}

/** Every list of one organization, and not a row of the other. */
async function seesOnly(page: Page, here: Place, there: Place) {
  await goTo(page, "Calls");
  await expect(row(page, here.call)).toBeVisible();
  await expect(callRows(page)).toHaveCount(1);
  await goTo(page, "Inbox");
  await expect(page.getByRole("list", { name: "Deliveries" }).getByRole("listitem")).toHaveCount(
    here.call.bodies.length,
  );
  await goTo(page, "Agents");
  await expect(
    page.getByRole("table", { name: "Agents" }).locator(`a[href$="/${here.agent.id}"]`).first(),
  ).toBeVisible();
  await expect(page.locator(`a[href*="${there.agent.id}"], a[href*="${there.org.slug}"]`)).toHaveCount(0);
}

async function switchThereAndBack({ page, context }: Journey, places = twoPlaces()) {
  const { clinic, motors } = await places;
  await signInAs(context, clinic.org.admin);
  await page.goto(`/${clinic.org.slug}/overview`);
  await seesOnly(page, clinic, motors);
  await expect(page.getByRole("link", { name: "Connect an agent" })).toBeVisible();

  await switchTo(page, clinic.org, motors.org);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await seesOnly(page, motors, clinic);
  // The role is that of this organization.
  await expect(page.getByRole("link", { name: "Connect an agent" })).toHaveCount(0);

  // So is the stream: what happens here appears by itself, and what happens there does not.
  await goTo(page, "Calls");
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  const elsewhere = await makeCall({ ...served(), org: clinic.org, agent: clinic.agent, deliveries: 1 });
  const arriving = await makeCall({ ...served(), org: motors.org, agent: motors.agent, deliveries: 1 });
  await expect(row(page, arriving)).toBeVisible();
  await expect(callRows(page)).toHaveCount(2);
  expect(asked.filter((path) => path.startsWith(`/api/v1/orgs/${clinic.org.slug}/`))).toEqual([]);

  await switchTo(page, motors.org, clinic.org);
  await goTo(page, "Calls");
  await expect(row(page, elsewhere)).toBeVisible();
  await expect(row(page, clinic.call)).toBeVisible();
  await expect(callRows(page)).toHaveCount(2);
}

test("somebody of two organizations switches, sees the other's data alone, and comes back", ({ page, context }) =>
  switchThereAndBack({ page, context }));

test("control: a list that answers with the organization from before is noticed", async ({ page, context }) => {
  const places = await twoPlaces();
  const [from, to] = [places.motors.org.slug, places.clinic.org.slug];
  await context.route(new RegExp(`/api/v1/orgs/${from}/calls\\?`), async (route) =>
    route.fulfill({ response: await route.fetch({ url: route.request().url().replace(from, to) }) }),
  );
  await expectComplaint(
    () => switchThereAndBack({ page, context }, Promise.resolve(places)),
    /data-row=.*(not found|toHaveCount)|toHaveCount.*data-row/s,
  );
});

test("on a phone the organizations are in the person's menu", async ({ page, context }) => {
  const { clinic, motors } = await twoPlaces();
  await signInAs(context, clinic.org.admin);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/${clinic.org.slug}/calls`);
  await page.getByRole("button", { name: /Your menu/ }).click();
  await page.getByRole("menuitem", { name: motors.org.name }).click();
  await expect(page).toHaveURL(new RegExp(`/${motors.org.slug}/overview$`));
  await page.goto(`/${motors.org.slug}/calls`);
  await expect(row(page, motors.call)).toBeVisible();
  await expect(callRows(page)).toHaveCount(1);
});
