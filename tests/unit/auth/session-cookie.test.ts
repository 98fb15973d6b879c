import { describe, expect, test, vi } from "vitest";

vi.mock("@/lib/env", () => ({ env: () => ({ PUBLIC_BASE_URL: "https://foyer.example" }) }));

const { cookieAttributes, sessionCookie, sessionExpiry, wantsCode } = await import("@/lib/auth/session-cookie");

const encoded = (value: unknown) => `base64-${Buffer.from(JSON.stringify(value)).toString("base64url")}`;

test("the expiry of a session is read from one cookie and from several", () => {
  const value = encoded({ expires_at: 1_800_000_000, user: { name: "Zoë ✓" } });
  expect(sessionExpiry([{ name: "foyer-session", value }])).toBe(1_800_000_000);
  const parts = [value.slice(0, 20), value.slice(20, 50), value.slice(50)];
  const cookies = parts.map((part, index) => ({ name: `foyer-session.${index}`, value: part }));
  expect(sessionExpiry(cookies.toReversed())).toBe(1_800_000_000);
});

test("what is no session has no expiry and throws nothing", () => {
  for (const value of [
    "",
    "base64-",
    "base64-%%%",
    "{}",
    encoded(null),
    encoded("x"),
    encoded({ expires_at: "soon" }),
  ]) {
    expect(sessionExpiry([{ name: "foyer-session", value }]), value).toBeUndefined();
  }
  expect(sessionExpiry([])).toBeUndefined();
});

test("cookies are out of reach for scripts and travel over TLS only", () => {
  expect(cookieAttributes()).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
});

describe("a session that has yet to show its second factor", () => {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const cookie = (aal: string, factors?: object[]) => [
    {
      name: sessionCookie().name,
      value: `base64-${encode({ expires_at: 1, access_token: `x.${encode({ aal })}.x`, user: { factors } })}`,
    },
  ];

  test("is one whose person has a verified factor, below its level", () => {
    expect(wantsCode(cookie("aal1", [{ status: "verified" }]))).toBe(true);
    expect(wantsCode(cookie("aal2", [{ status: "verified" }]))).toBe(false);
    expect(wantsCode(cookie("aal1", [{ status: "unverified" }]))).toBe(false);
    expect(wantsCode(cookie("aal1", [{ status: "unverified" }, { status: "verified" }]))).toBe(true);
    expect(wantsCode(cookie("aal1"))).toBe(false);
    expect(wantsCode([])).toBe(false);
    expect(wantsCode([{ name: sessionCookie().name, value: "base64-%%%" }])).toBe(false);
  });

  test("is also one whose token cannot be read, and never one without a token", () => {
    const session = (access_token?: unknown) => [
      {
        name: sessionCookie().name,
        value: `base64-${encode({ access_token, user: { factors: [{ status: "verified" }] } })}`,
      },
    ];
    for (const token of ["", "x", "x.%%%.x", `x.${encode([])}.x`, `x.${Buffer.from("null").toString("base64url")}.x`])
      expect(wantsCode(session(token)), token).toBe(true);
    for (const token of [undefined, null, 7, {}]) expect(wantsCode(session(token))).toBe(false);
  });
});
