import type { Turn } from "@/lib/voice/provider";
import { makeAgent } from "../support/agent";
import { expect, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { callRows, openCallsList } from "../support/calls-list";
import { insertCall } from "../support/insert-call";
import { callAsRead } from "../support/opened-call";
import { makeOrganization } from "../support/organization";
import { served } from "../support/post-delivery";
import { searchable } from "../support/searchable";
import { insertWordsApart, PHRASE } from "../support/words-apart";

test("what was said leads to the call, at the line where it was said", async ({ page, context }) => {
  const call = await makeCall({ ...served(), started_at: Date.now() - 5 * 60_000 });
  await makeCall({ ...served(), org: call.org, agent: call.agent, deliveries: 1 });
  const turns = (await callAsRead(call.org.id, call.id)).turns as Turn[];
  const last = turns.filter(({ role, text }) => role === "caller" && /[A-Za-z]{8,}/.test(text)).at(-1);
  const word = /[A-Za-z]{8,}/.exec(last?.text ?? "")?.[0] ?? "";
  await searchable(call.org);
  await signInAs(context, call.org.viewer);
  await openCallsList(page, call.org);
  await page.keyboard.press("/");
  await page.keyboard.type(word.toUpperCase());
  await expect(page).toHaveURL(new RegExp(`search=${word}`, "i"));
  await expect(page.getByText("1 call matches.")).toBeVisible();
  const hits = page.getByRole("list", { name: "Lines found" });
  await expect(hits.locator("mark").first()).toHaveText(new RegExp(`^${word}`, "i"));
  const line = hits.getByRole("link").first();
  const at = Number(new URL((await line.getAttribute("href")) ?? "", "http://x").searchParams.get("at"));
  await line.click();
  await expect(page).toHaveURL(new RegExp(`/calls/${call.id}\\?search=${word}&at=${at}#t=${at}$`, "i"));
  const position = async () => {
    const text = (await page.getByTestId("position").textContent()) ?? "";
    const [minutes = 0, seconds = 0] = (text.split("/")[0] ?? "").trim().split(":").map(Number);
    return minutes * 60 + seconds;
  };
  await expect.poll(position).toBe(at);
});

test("a phrase is found in an old call, however many newer ones only hold its words", async ({ page, context }) => {
  const organization = await makeOrganization();
  const [old] = await insertWordsApart(await makeAgent(organization.id, "retell"), 450, [450]);
  await searchable(organization);
  await signInAs(context, organization.viewer);
  await openCallsList(page, organization, `?search=${encodeURIComponent(PHRASE)}`);
  await expect(callRows(page)).toHaveCount(1);
  await expect(callRows(page).getByRole("link").first()).toHaveAttribute("href", new RegExp(`/calls/${old}`));
  await expect(page.getByText("That is all: 1 call.")).toBeVisible();
  await expect(page.getByText("No call matches")).toBeHidden();
});

test("a search that finds nothing says how to find more, and is cleared", async ({ page, context, expectConsole }) => {
  expectConsole(/422/);
  const organization = await makeOrganization();
  await insertCall(await makeAgent(organization.id, "retell"));
  await searchable(organization);
  await signInAs(context, organization.viewer);
  await openCallsList(page, organization, "?search=xylophone&direction=inbound");
  await expect(page.getByText("Fewer words find more")).toBeVisible();
  await expect(page.getByRole("list", { name: "Active filters" })).toContainText("Direction:Inbound");
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await expect(callRows(page)).toHaveCount(1);
  await page.getByRole("searchbox").fill("the");
  await expect(page.getByText("Search for a word that is not in every call")).toBeVisible();
  // A whole paragraph of a transcript: not every call holds it, it is only too long.
  await page.getByRole("searchbox").fill("I would like a crown. ".repeat(10));
  await expect(page.getByText("Search for 200 characters at most")).toBeVisible();
});
