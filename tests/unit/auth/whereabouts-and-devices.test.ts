import { beforeEach, describe, expect, test, vi } from "vitest";

const environment = vi.hoisted(() => ({ FOYER_ENV: "production", TRUSTED_PROXY_HOPS: 0 }));
vi.mock("@/lib/env", () => ({ env: () => environment }));

const { whereaboutsOf } = await import("@/lib/auth/whereabouts-of");
const { deviceOf } = await import("@/lib/auth/device-of");
const { attemptAt, attemptFrom } = await import("@/lib/auth/attempts");

beforeEach(() => {
  environment.FOYER_ENV = "production";
});

describe("where a session is used", () => {
  const at = (headers: Record<string, string>) => whereaboutsOf({ headers: new Headers(headers) });

  test("is a town and a country where the platform says them", () => {
    expect(at({ "x-vercel-ip-city": "S%C3%A3o%20Paulo", "x-vercel-ip-country": "BR" })).toBe("São Paulo, BR");
    expect(at({ "x-vercel-ip-country": "BR", "x-real-ip": "203.0.113.7" })).toBe("BR");
    expect(at({ "x-vercel-ip-city": "%E0%A4%A", "x-vercel-ip-country": "BR" })).toBe("BR");
    expect(at({ "x-vercel-ip-city": "x".repeat(100), "x-vercel-ip-country": "BR" })).toHaveLength(60);
  });

  test("is else a network, never a whole address", () => {
    expect(at({ "x-real-ip": "203.0.113.7" })).toBe("203.0.113.x");
    expect(at({ "x-real-ip": "203.0.113.77", "x-vercel-ip-city": "Bonn" })).toBe("203.0.113.x");
    expect(at({ "x-real-ip": "2001:db8:1:2::3" })).toBe("2001:db8:1::");
    expect(at({})).toBe("");
  });

  test("is this machine on the embedded stack, whatever a header says", () => {
    environment.FOYER_ENV = "embedded";
    expect(at({ "x-vercel-ip-country": "BR" })).toBe("This machine");
  });
});

describe("a device", () => {
  const like = (system: string, browser: string) =>
    `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${browser}`;
  const MAC = "Macintosh; Intel Mac OS X 10_15_7";

  test.each([
    [like(MAC, "Version/18.0 Safari/605.1.15"), "Safari on macOS"],
    [like(MAC, "Chrome/140.0 Safari/537.36"), "Chrome on macOS"],
    [like("Windows NT 10.0; Win64; x64", "Chrome/140.0 Safari/537.36 Edg/140.0"), "Edge on Windows"],
    [like("Linux; Android 15", "Chrome/140.0 Mobile Safari/537.36 EdgA/140.0"), "Edge on Android"],
    [like("iPhone; CPU iPhone OS 18_0 like Mac OS X", "EdgiOS/140.0 Safari/604.1"), "Edge on iPhone"],
    [like("iPhone; CPU iPhone OS 18_0 like Mac OS X", "CriOS/140.0 Safari/604.1"), "Chrome on iPhone"],
    [like("iPod; CPU like Mac OS X", "FxiOS/140.0 Safari/604.1"), "Firefox on iPhone"],
    [like("iPad; CPU OS 18_0 like Mac OS X", "Version/18.0 Safari/604.1"), "Safari on iPad"],
    [like("X11; CrOS x86_64 1.0", "Chrome/140.0 Safari/537.36"), "Chrome on ChromeOS"],
    [like("Windows NT 10.0", "Chrome/140.0 Safari/537.36 OPR/110.0"), "Opera on Windows"],
    ["Opera/9.80 (X11; Linux i686)", "Opera on Linux"],
    [like("Linux; Android 15", "SamsungBrowser/25.0 Chrome/120.0 Safari/537.36"), "Samsung Internet on Android"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
    ["Firefox/140.0", "Firefox"],
    ["something on Windows", "Windows"],
    ["curl/8.0", ""],
  ])("%s is %j", (userAgent, words) => {
    expect(deviceOf(userAgent)).toBe(words);
  });

  test("that says nothing is nothing", () => {
    expect(deviceOf(null)).toBe("");
  });
});

test("an attempt at an account is counted by account and address, by account, and by address", () => {
  const request = new Request("https://app.foyer.example/api/auth/sign-in?x=1", {
    headers: { "x-real-ip": "203.0.113.7" },
  });
  expect(attemptAt(request, "ann@example.com")).toEqual([
    { tier: "auth.attempt", who: "/api/auth/sign-in\n203.0.113.7\nann@example.com" },
    { tier: "auth.account", who: "/api/auth/sign-in\nann@example.com" },
    { tier: "auth.address", who: "203.0.113.7" },
  ]);
  expect(attemptFrom(request)).toEqual([{ tier: "auth.address", who: "203.0.113.7" }]);
});
