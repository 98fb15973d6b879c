import { describe, expect, test } from "vitest";
import { DELETE as endOne } from "@/app/api/auth/sessions/[id]/route";
import { DELETE as endOthers, GET as list } from "@/app/api/auth/sessions/route";
import { GET as organizations } from "@/app/api/v1/orgs/route";
import { deviceOf } from "@/lib/auth/device-of";
import type { OwnSession } from "@/lib/auth/list-sessions";
import { whereaboutsOf } from "@/lib/auth/whereabouts-of";
import { env } from "@/lib/env";
import { callRoute } from "../../support/http";
import { makePerson } from "../../support/organization";

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";

const sessions = async (cookie: string, userAgent = FIREFOX) =>
  (await callRoute(list, { path: "/api/auth/sessions", cookie, headers: { "user-agent": userAgent } })).json<{
    data: OwnSession[];
  }>().data;
const isOpen = async (cookie: string) =>
  (await callRoute(organizations, { path: "/api/v1/orgs", cookie })).status === 200;
const end = (id: string, cookie: string) =>
  callRoute(endOne, { path: `/api/auth/sessions/${id}`, method: "DELETE", params: { id }, cookie });

describe("one's own sessions", () => {
  test("are listed with device, place and last use, the one that asks marked; nobody else's are", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const [here, there] = [await person.cookie(), await person.cookie()];
    await sessions(await other.cookie());
    await sessions(there, IPHONE);
    const found = await sessions(here);
    expect(found.map(({ device, address, is_current }) => ({ device, address, is_current }))).toEqual([
      { device: "Firefox on Windows", address: "This machine", is_current: true },
      { device: "Safari on iPhone", address: "This machine", is_current: false },
    ]);
    expect(Date.now() - Date.parse(found[0]?.seen_at ?? "")).toBeLessThan(60_000);
  });

  test("end one by one, at once", async () => {
    const person = await makePerson();
    const [here, there] = [await person.cookie(), await person.cookie()];
    expect(await isOpen(there)).toBe(true);
    const theirs = (await sessions(here)).find(({ is_current }) => !is_current);
    expect((await end(theirs?.id ?? "", here)).status).toBe(204);
    expect([await isOpen(there), await isOpen(here)]).toEqual([false, true]);
    expect((await end(theirs?.id ?? "", here)).status).toBe(404);
  });

  test("end all but the one that asks", async () => {
    const person = await makePerson();
    const cookies = [await person.cookie(), await person.cookie(), await person.cookie()];
    const answer = await callRoute(endOthers, { path: "/", method: "DELETE", cookie: cookies[0] ?? "" });
    expect(answer.json()).toEqual({ ended: 2 });
    expect(await Promise.all(cookies.map(isOpen))).toEqual([true, false, false]);
  });

  test("are not anybody else's to end", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const [mine, theirs] = [await person.cookie(), await other.cookie()];
    const [session] = await sessions(theirs);
    expect((await end(session?.id ?? "", mine)).status).toBe(404);
    expect(await isOpen(theirs)).toBe(true);
  });
});

describe("what a session says of its device", () => {
  test.each([
    [FIREFOX, "Firefox on Windows"],
    [IPHONE, "Safari on iPhone"],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
      "Edge on macOS",
    ],
    ["Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome on Android"],
    ["curl/8.5.0", ""],
    ["<script>alert(1)</script>", ""],
    [null, ""],
  ])("%s is %s", (header, words) => expect(deviceOf(header)).toBe(words));

  test.each([
    [{ "x-vercel-ip-city": "S%C3%A3o%20Paulo", "x-vercel-ip-country": "BR" }, "São Paulo, BR"],
    [{ "x-vercel-forwarded-for": "203.0.113.77" }, "203.0.113.x"],
    [{ "x-vercel-forwarded-for": "2001:db8:1:2:3:4:5:6" }, "2001:db8:1::"],
    [{}, ""],
  ])("hosted, %j is in %j", (headers, place) => {
    const configured = env();
    const { FOYER_ENV } = configured;
    configured.FOYER_ENV = "production";
    try {
      expect(whereaboutsOf({ headers: new Headers(headers) })).toBe(place);
    } finally {
      configured.FOYER_ENV = FOYER_ENV;
    }
  });
});
