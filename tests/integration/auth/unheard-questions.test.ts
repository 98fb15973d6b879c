import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { type HttpService, serveHttp } from "../../../scripts/stack/process/serve-http";
import { cookieWith, readerOf, sessionIn } from "../../support/forged-session";
import { makePerson } from "../../support/organization";

/** A session is over when the auth server says so, not when it does not listen. */
let front: HttpService;
let person: Awaited<ReturnType<typeof makePerson>>;
let cookie: string;
const next: Response[] = [];
const { SUPABASE_URL } = env();

beforeAll(async () => {
  person = await makePerson();
  cookie = await person.cookie();
  front = await serveHttp(0, async (request) => {
    const fault = next.shift();
    if (fault) return fault;
    const { pathname, search } = new URL(request.url);
    const body = request.method === "GET" ? null : await request.text();
    return fetch(new URL(pathname + search, SUPABASE_URL), { method: request.method, headers: request.headers, body });
  });
  Object.assign(env(), { SUPABASE_URL: front.url, SUPABASE_JWT_ISSUER: `${SUPABASE_URL}/auth/v1` });
});
beforeEach(() => void next.splice(0));
afterAll(async () => {
  Object.assign(env(), { SUPABASE_URL, SUPABASE_JWT_ISSUER: undefined });
  await front.stop();
});

const json = (status: number, body: object) =>
  Response.json(body, { status, headers: { "x-supabase-api-version": "2024-01-01" } });
const limited = () => json(429, { code: "over_request_rate_limit", message: "Request rate limit reached" });

describe("a session that is good", () => {
  test.each<[string, () => Response]>([
    ["the auth server counts too many questions", limited],
    ["somebody before it does", () => new Response("<html>Slow down</html>", { status: 429 })],
    ["a firewall shows its page", () => new Response("<html>Are you human?</html>", { status: 403 })],
    ["the gateway does not know our key", () => json(401, { message: "Invalid API key" })],
    ["the question took too long to arrive", () => new Response(null, { status: 408 })],
  ])("is not taken for one that is over when %s", async (_, answer) => {
    next.push(answer());
    expect(await readerOf(cookie)).toContain("Sign-in is not reachable just now.");
    expect(await readerOf(cookie)).toBe(person.userId);
  });

  test.each<[string, () => Response]>([
    ["counts too many questions", limited],
    ["waited for the question in vain", () => new Response(null, { status: 408 })],
  ])("is renewed when the auth server %s at first", async (_, answer) => {
    const old = { ...sessionIn(await person.cookie()), expires_at: Math.floor(Date.now() / 1000) - 5 };
    const spent = `foyer-session=${encodeURIComponent(`base64-${Buffer.from(JSON.stringify(old)).toString("base64url")}`)}`;
    next.push(answer());
    expect(await readerOf(spent)).toBe(person.userId);
  });
});

test("control: what the auth server refuses by name is nobody's", async () => {
  next.push(json(403, { code: "bad_jwt", message: "invalid JWT" }));
  expect(await readerOf(cookie)).toBeUndefined();
  const [head, body] = sessionIn(cookie).access_token.split(".");
  expect(await readerOf(cookieWith(sessionIn(cookie), `${head}.${body}.c2lnbmF0dXJl`))).toBeUndefined();
});
