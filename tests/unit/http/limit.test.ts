import { expect, test } from "vitest";
import { applyTurn, countOf, limitRequest } from "@/lib/http/limit";
import { tooManyPages } from "@/lib/http/too-many-pages";
import { rateLimited } from "@/lib/metrics/catalogue";
import { setEnvironment } from "../../support/environment";

setEnvironment();

const turn = (allowed: boolean, resetIn = 90_500) => ({
  allowed,
  limit: 5,
  remaining: allowed ? 4 : 0,
  reset_at: Date.now() + resetIn,
  window_ms: 60_000,
});

test("a turn that is let in puts its figures on the answer and is not counted as refused", () => {
  const headers = new Headers();
  const before = rateLimited.line(["api.user"]).value;
  applyTurn(turn(true), "api.user", headers);
  expect(headers.get("ratelimit-remaining")).toBe("4");
  expect(headers.has("retry-after")).toBe(false);
  expect(rateLimited.line(["api.user"]).value).toBe(before);
});

test("a turn that is refused throws with the time to wait, and is counted under its tier", () => {
  const headers = new Headers();
  const before = rateLimited.line(["api.user"]).value;
  expect(() => applyTurn(turn(false), "api.user", headers)).toThrow(
    expect.objectContaining({
      code: "rate_limited",
      message: "Too many requests. Try again in 2 minutes.",
      details: { retry_after_seconds: 91 },
    }),
  );
  expect(headers.get("retry-after")).toBe("91");
  expect(rateLimited.line(["api.user"]).value).toBe(before + 1);
});

test("who is limited goes to Redis as half of a keyed hash, with the tier and a figure of their own", () => {
  const count = countOf({ tier: "api.key", who: "somebody", limit: 7 });
  expect(count).toEqual({ tier: "api.key", key: expect.stringMatching(/^[0-9a-f]{32}$/), limit: 7 });
  expect(countOf({ tier: "api.key", who: "somebody else" }).key).not.toBe(count.key);
});

test("nothing to count costs nothing", async () => {
  const headers = new Headers();
  await limitRequest([], headers);
  expect([...headers]).toEqual([]);
});

test("the page for an address that asks too often comes back by itself, runs nothing and is kept by nobody", async () => {
  const page = tooManyPages(turn(false, 4_500), "request-1");
  expect(page.status).toBe(429);
  expect(Object.fromEntries(page.headers)).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "private, no-store",
    "content-security-policy": expect.stringContaining("default-src 'none'"),
    "x-request-id": "request-1",
    "retry-after": "5",
  });
  const html = await page.text();
  expect(html).toContain('<meta http-equiv="refresh" content="5">');
  expect(html).toContain("in 5 seconds");
  expect(html).not.toMatch(/<script|<link|src=/);
});
