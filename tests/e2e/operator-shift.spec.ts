import { makeAgent } from "../support/agent";
import { expect, ready, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { makeOperator, makeOrganization, onVisits } from "../support/organization";
import { schedulerMinute } from "../support/scheduler-minute";

/** The console asks again every ten seconds, also for what Redis was once too slow to answer: this gives it three turns. */
const REFRESHED = { timeout: 120_000 };

test("an operator finds whose deliveries are refused, follows the row, and gives a failed job another try", async ({
  page,
  context,
  baseURL,
}) => {
  test.slow();
  const org = await makeOrganization({ name: `Harbour ${crypto.randomUUID().slice(0, 8)}` });
  const agent = await makeAgent(org.id, "retell");
  await signInAs(context, onVisits(await makeOperator(), [org.id]));
  await page.goto("/ops");
  await ready(page);
  const agents = page.getByRole("table", { name: "Webhooks by agent" });
  const row = agents.getByRole("row", { name: org.name });
  const search = page.getByRole("searchbox", { name: "Find agents by name" });
  await search.pressSequentially(org.name);
  await expect(row).toContainText("–", REFRESHED);
  await expect(page).toHaveURL(new RegExp(`agent=${org.name.replace(" ", "\\+")}`));
  await expect(search).toBeFocused();

  // The console is open already: what happens now has to arrive by itself.
  for (let n = 0; n < 3; n += 1) {
    const refused = await fetch(`${baseURL}${agent.path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-retell-signature": "v=1,d=00" },
      body: "{}",
    });
    expect(refused.status).toBe(401);
  }
  await expect(row).toContainText("0.0%", REFRESHED);
  await expect(page.getByRole("list", { name: "What needs a look" })).toContainText("were refused", REFRESHED);
  await expect(page.getByRole("list", { name: "What the product leans on" })).toContainText("Redis", REFRESHED);

  // By then each queue has been made.
  await schedulerMinute();
  const [letter] = await database()<{ id: string }[]>`
    insert into pgboss.job (name, data, source_name, source_retry_count, source_output, group_id)
    values ('dead-letters', ${database().json({ org_id: org.id, state: "failed" })}, 'apply-kept-deliveries', 8,
      ${database().json({ message: `the vendor was away ${org.slug}` })}, ${org.id})
    returning id`;
  const failed = page.getByRole("list", { name: "Failed jobs" }).getByRole("listitem").filter({ hasText: org.slug });
  await expect(failed).toBeVisible(REFRESHED);
  await failed.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("apply-kept-deliveries is back in its queue.")).toBeVisible();
  await expect(failed).toHaveCount(0, REFRESHED);
  const left = await database()`select id from pgboss.job where id = ${letter?.id ?? ""} and state < 'active'`;
  expect(left).toHaveLength(0);

  await agents.getByRole("link", { name: org.name }).click();
  await page.waitForURL(`**/${org.slug}/agents/${agent.id}`);
});

test("agents that are found while Redis is away stand without figures, and the panel says why", async ({
  page,
  context,
}) => {
  const org = await makeOrganization({ name: `Quay ${crypto.randomUUID().slice(0, 8)}` });
  await makeAgent(org.id, "retell");
  await signInAs(context, await makeOperator());
  // The answer without Redis, as operators-without-redis.test.ts holds the server to it.
  await page.route("**/api/ops/agents?*", async (route) => {
    const answer = await route.fetch();
    const { data } = (await answer.json()) as { data: Record<string, unknown>[] };
    const known = data.map(({ agent_id, name, provider, org_slug, org_name }) => ({
      ...{ agent_id, name, provider, org_slug, org_name },
    }));
    await route.fulfill({ json: { counted: false, data: known, more: false } });
  });
  await page.goto(`/ops?agent=${encodeURIComponent(org.name)}`);
  await ready(page);
  const row = page.getByRole("table", { name: "Webhooks by agent" }).getByRole("row", { name: org.name });
  await expect(row.getByRole("cell").filter({ hasText: /^–$/ })).not.toHaveCount(0);
  await expect(row.getByRole("cell").filter({ hasText: /^\d/ })).toHaveCount(0);
  await expect(page.getByText("Redis is away, so what the instances count cannot be added up")).toBeVisible();
});

test("a console that is not answered any more says so, and since when; it never says that nothing is wrong", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/status of 503/);
  await signInAs(context, await makeOperator());
  await page.goto("/ops");
  await ready(page);
  await expect(page.getByRole("list", { name: "What the product leans on" })).toContainText("Redis", REFRESHED);
  const error = { code: "unavailable", message: "The database is not reachable just now.", request_id: "r" };
  for (const path of ["shift", "health"])
    await page.route(`**/api/ops/${path}`, (route) => route.fulfill({ status: 503, json: { error } }));
  const troubles = page.getByRole("list", { name: "What needs a look" });
  await expect(troubles).toContainText("The console is not answered any more", REFRESHED);
  await expect(troubles).toContainText("What the product leans on could not be asked", REFRESHED);
  await expect(page.getByText(/Nothing is (wrong|broken)/)).toHaveCount(0);
  // What was green a moment ago is no news of now.
  const parts = page.getByRole("list", { name: "What the product leans on" }).getByRole("listitem");
  for (const part of await parts.all()) await expect(part).toContainText("not known");
});
