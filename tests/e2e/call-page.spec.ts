import { makeAgent } from "../support/agent";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { postDelivery, served } from "../support/post-delivery";
import { transcriptLines } from "../support/transcript-lines";

test("a link to a second opens there and marks its line; a line hands out such a link", async ({ page, context }) => {
  const call = await makeCall(served());
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.locator("[data-linked]")).toHaveCount(0);
  const line = transcriptLines(page).nth(4);
  await line.hover();
  await line.getByRole("button", { name: /^Copy link to/ }).click();
  await expect(page.getByText(/^Link to .* copied$/)).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(/\?at=\d+$/);

  await page.goto(address);
  const marked = page.locator("[data-linked]");
  await expect(marked).toHaveCount(1);
  await expect(marked).toBeInViewport();
  await expect(page.getByTestId("position")).not.toHaveText(/^0:00 /);
});

for (const { num, heads, whole } of [
  { num: 1, heads: ["Typical"], whole: ["812 ms"] },
  { num: 9, heads: ["Typical", "Slowest"], whole: ["812 ms", "2.6 s"] },
  { num: 19, heads: ["Typical", "90% under", "Slowest"], whole: ["812 ms", "1.2 s", "2.6 s"] },
  { num: 20, heads: ["Typical", "90% under", "95% under", "Slowest"], whole: ["812 ms", "1.2 s", "1.5 s", "2.6 s"] },
  {
    ...{ num: 100, heads: ["Typical", "90% under", "95% under", "99% under"] },
    whole: ["812 ms", "1.2 s", "1.5 s", "2.4 s"],
  },
]) {
  test(`how long each stage of a reply took stands on the call, as far as ${num} can tell`, async ({
    page,
    context,
  }) => {
    const org = await makeOrganization();
    const latency = {
      llm: { p50: 420, p90: 700, p95: 800, p99: 900, num },
      e2e: { p50: 812, p90: 1_200, p95: 1_500, p99: 2_400, max: 2_600, num },
    };
    const call = await insertCall(await makeAgent(org.id, "retell"), { latency, latency_p50_ms: 812 });
    await signInAs(context, org.viewer);
    await page.goto(`/${org.slug}/calls/${call.id}`);
    const table = page.getByRole("table", { name: "Latency by stage" });
    await expect(table.getByRole("columnheader")).toHaveText(["Stage", ...heads]);
    await expect(table.getByRole("row").nth(1)).toHaveText(["Whole reply", ...whole].join(""));
    await expect(page.getByText(`Of ${num === 1 ? "1 reply" : `${num} replies`}.`)).toBeVisible();
    // What the vendor does not tell of a stage is no zero.
    if (heads.at(-1) === "Slowest") await expect(table.getByRole("row").nth(2)).toHaveText(/^Thinking420 ms.*–$/);
  });
}

test("previous and next walk the list a call was opened from, its filters included", async ({ page, context }) => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const at = (minutes: number) => ({ started_at: new Date(Date.now() - minutes * 60_000) });
  const first = await insertCall(agent, at(1));
  const left_out = await insertCall(agent, { ...at(2), is_billable: false });
  const last = await insertCall(agent, at(3));
  const address = (id: string) => `/${org.slug}/calls/${id}?is_billable=true`;
  await signInAs(context, org.viewer);
  await page.goto(address(first.id));
  const walk = page.getByRole("navigation", { name: "Calls of the list" });
  await expect(walk.getByRole("link", { name: "Next call" })).toHaveAttribute("href", address(last.id));
  await expect(walk.getByRole("link", { name: "Previous call" })).toHaveCount(0);
  await page.keyboard.press("j");
  await page.waitForURL((url) => url.pathname.endsWith(last.id) && url.search === "?is_billable=true");
  await expect(walk.getByRole("link", { name: "Previous call" })).toHaveAttribute("href", address(first.id));
  await page.keyboard.press("k");
  await page.waitForURL((url) => url.pathname.endsWith(first.id));
  // Without the filter the call in between is the next one.
  await page.goto(`/${org.slug}/calls/${first.id}`);
  await expect(walk.getByRole("link", { name: "Next call" })).toHaveAttribute(
    "href",
    `/${org.slug}/calls/${left_out.id}`,
  );
});

test("other calls of a number are named as the list names them, also those that ring or went wrong", async ({
  page,
  context,
}) => {
  const org = await makeOrganization({ phi_protection: false });
  const agent = await makeAgent(org.id, "retell");
  const call = await insertCall(agent);
  const early = { duration_ms: null, disconnection_reason: null, successful: null };
  for (const [at, status] of ["ringing", "registered", "in_progress", "not_connected", "error"].entries())
    await insertCall(agent, { ...early, status, started_at: new Date(Date.now() - (at + 1) * 60_000) });
  const unanswered = { ...early, status: "not_connected", disconnection_reason: "dial_no_answer" };
  await insertCall(agent, { ...unanswered, started_at: new Date(Date.now() - 600_000) });
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/calls/${call.id}`);
  const card = page.locator("section, div").filter({ has: page.getByRole("heading", { name: "Same number" }) });
  const related = card.last().locator("..").getByRole("listitem");
  await expect(related).toHaveText([
    /Ringing$/,
    /Ringing$/,
    /In conversation$/,
    /Not connected$/,
    /Failed$/,
    /Nobody answered$/,
  ]);
});

async function readLedger({ page, context }: Journey, repeated = true) {
  const call = await makeCall(served());
  const [first = ""] = call.bodies;
  if (repeated) await postDelivery(call.agent, first);
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}?tab=deliveries`);
  const ledger = page.getByRole("list", { name: "Deliveries of this call" }).getByRole("listitem");
  await expect(ledger.first()).toContainText("Signature verified · not seen before");
  await expect(ledger.last()).toContainText("Signature verified · same event as the delivery of");
  await expect(ledger.last()).toContainText("Duplicate");
}

test("all calls of a number are a link for those alone who may find calls by it", async ({ page, context }) => {
  const org = await makeOrganization({ viewers_see_phi: false });
  const agent = await makeAgent(org.id, "retell");
  const { id } = await insertCall(agent);
  for (let n = 1; n < 12; n++) await insertCall(agent, { started_at: new Date(Date.now() - n * 60_000) });
  const others = page.getByRole("complementary", { name: "Facts of this call" });
  for (const [reader, links] of [
    [org.viewer, 0],
    [org.admin, 1],
  ] as const) {
    await signInAs(context, reader);
    await page.goto(`/${org.slug}/calls/${id}`);
    await expect(others.locator(`a[href^="/${org.slug}/calls/"]`)).toHaveCount(10);
    await expect(others.getByRole("link", { name: "All calls of this number" })).toHaveCount(links);
  }
});

test("the ledger says of every delivery what proved it, and whether it repeats another", ({ page, context }) =>
  readLedger({ page, context }));

test("control: a repetition that is not told is noticed", async ({ page, context }) => {
  await expectComplaint(() => readLedger({ page, context }, false), /same event as the delivery/);
});

/** A call whose agent is set to keep no personal data: everything comes twice, or only scrubbed. */
async function readRedacted({ page, context }: Journey, setting = "everything_except_pii") {
  const call = await makeCall({
    ...served(),
    send: (agent, body) => postDelivery(agent, scrubbed(body, setting)),
  });
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.getByText("Redacted: the vendor took personal data out")).toBeVisible();
  await expect(transcriptLines(page).filter({ hasText: "[name]" }).first()).toBeVisible();
  await expect(transcriptLines(page)).toHaveCount(2);
}

function scrubbed(body: string, data_storage_setting: string): string {
  const delivery = JSON.parse(body) as { call: Record<string, unknown> };
  const said = [
    { role: "agent", content: "Hello, [name] speaking.", words: [] },
    { role: "user", content: "This is [name].", words: [] },
  ];
  Object.assign(delivery.call, { data_storage_setting, scrubbed_transcript_with_tool_calls: said });
  return JSON.stringify(delivery);
}

test("a call that its vendor redacted says so, and shows only what was left", ({ page, context }) =>
  readRedacted({ page, context }));

test("control: a call that was not redacted is not called so", async ({ page, context }) => {
  await expectComplaint(() => readRedacted({ page, context }, "everything"), /Redacted: the vendor took.*not found/s);
});
