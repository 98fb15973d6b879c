import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { isOpenPage } from "@/lib/auth/open-pages";
import * as shapes from "@/lib/auth/schemas";

const complaint = (shape: z.ZodType, value: unknown) => {
  const result = shape.safeParse(value);
  return result.success ? undefined : result.error.issues[0]?.message;
};

describe("an address", () => {
  test("is lower case without blanks around it, and looks like one", () => {
    expect(shapes.Email.parse("  Ann@Example.COM ")).toBe("ann@example.com");
    for (const wrong of ["", "ann", "ann@", "@example.com", "a b@example.com", '"<img>"@example.com'])
      expect(complaint(shapes.Email, wrong), wrong).toBe("Enter an e-mail address like name@example.com.");
    const long = (length: number) => `${"a".repeat(length - 12)}@example.com`;
    expect(complaint(shapes.Email, long(255))).toBe("That is longer than any e-mail address.");
    expect(complaint(shapes.Email, long(254))).not.toBe("That is longer than any e-mail address.");
  });
});

describe("a new password", () => {
  test.each([
    ["abcdefghi", "Use at least 10 characters."],
    ["abcdefghij", undefined],
    ["aaaaaaaaaabc", "Use more different characters."],
    ["aaaaaaaaabcd", undefined],
    ["é".repeat(20) + "abcdefgh".repeat(4), undefined],
    [`${"é".repeat(20)}${"abcdefgh".repeat(4)}x`, "Use at most 72 characters."],
  ])("%s: %s", (password, expected) => {
    expect(complaint(shapes.NewPassword, password)).toBe(expected);
  });
});

describe("a code of an authenticator app", () => {
  test("is six digits, with blanks wherever people type them", () => {
    expect(shapes.ShowFactor.parse({ code: " 123 456 " })).toEqual({ code: "123456" });
    for (const code of ["12345", "1234567", "12345a", "", "١٢٣٤٥٦"])
      expect(complaint(shapes.ShowFactor, { code }), code).toBe("Enter the six digits that your app shows.");
  });
});

describe("forms", () => {
  const account = { full_name: " Ann ", email: "Ann@example.com", password: "abcdefghij" };

  test("of sign-up and sign-in keep what they name and nothing else", () => {
    expect(shapes.SignUp.parse({ ...account, next: "/x", role: "super_admin" })).toEqual({
      ...{ full_name: "Ann", email: "ann@example.com", password: "abcdefghij", next: "/x" },
    });
    expect(complaint(shapes.SignUp, { ...account, full_name: " " })).toBe("Tell us your name.");
    expect(complaint(shapes.SignUp, { ...account, full_name: "x".repeat(121) })).toBe("Use at most 120 characters.");
    expect(shapes.SignUp.parse({ ...account, full_name: "x".repeat(120) }).full_name).toHaveLength(120);
    expect(shapes.SignIn.parse({ email: account.email, password: "x", more: 1 })).toEqual({
      ...{ email: "ann@example.com", password: "x" },
    });
    expect(complaint(shapes.SignIn, { email: account.email, password: "" })).toBe("Enter your password.");
    expect(shapes.SignIn.safeParse({ email: account.email, password: "x".repeat(201) }).success).toBe(false);
    expect(shapes.SignIn.safeParse({ email: account.email, password: "x".repeat(200) }).success).toBe(true);
    expect(shapes.SignIn.safeParse({ ...account, next: "x".repeat(2_001) }).success).toBe(false);
    expect(shapes.SignIn.safeParse({ ...account, next: "x".repeat(2_000) }).success).toBe(true);
    expect(shapes.RequestPasswordReset.safeParse({}).success).toBe(false);
    expect(shapes.ResendConfirmation.parse({ email: account.email, next: "/y" })).toEqual({
      ...{ email: "ann@example.com", next: "/y" },
    });
    expect(shapes.SetPassword.safeParse({}).success).toBe(false);
  });

  test("of a mailed link take a whole token and a known purpose", () => {
    const token_hash = "a".repeat(16);
    for (const type of ["signup", "email", "invite", "magiclink", "recovery", "email_change"])
      expect(shapes.ConfirmLink.parse({ token_hash, type })).toEqual({ token_hash, type });
    for (const wrong of [
      { token_hash: "a".repeat(15), type: "signup" },
      { token_hash: "a".repeat(201), type: "signup" },
      { token_hash: `${token_hash}!`, type: "signup" },
      { token_hash: `!${token_hash}`, type: "signup" },
      { token_hash, type: "sms" },
      { token_hash },
    ])
      expect(shapes.ConfirmLink.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    const unlock = `${"a".repeat(64)}.1234567890123.${"0".repeat(64)}`;
    expect(shapes.UnlockAccount.parse({ token: unlock })).toEqual({ token: unlock });
    for (const token of [`x${unlock}`, `${unlock}0`, unlock.replace("123.", "12."), unlock.replaceAll(".", "-"), ""])
      expect(shapes.UnlockAccount.safeParse({ token }).success, token).toBe(false);
  });

  test("of the second factor ask for what they need", () => {
    const factor_id = "0199f5a0-0000-7000-8000-000000000000";
    expect(shapes.ConfirmFactor.parse({ factor_id, code: "123456" })).toEqual({ factor_id, code: "123456" });
    expect(shapes.ConfirmFactor.safeParse({ factor_id: "x", code: "123456" }).success).toBe(false);
    expect(shapes.RedeemRecoveryCode.parse({ code: " abc ", next: "/z" })).toEqual({ code: "abc", next: "/z" });
    expect(complaint(shapes.RedeemRecoveryCode, { code: " " })).toBe("Enter a recovery code.");
    expect(shapes.RedeemRecoveryCode.safeParse({ code: "x".repeat(41) }).success).toBe(false);
    expect(shapes.RedeemRecoveryCode.safeParse({ code: "x".repeat(40) }).success).toBe(true);
    expect(shapes.ProveAgain.parse({})).toEqual({});
    expect(shapes.ProveAgain.parse({ code: "123456", password: "x" })).toEqual({ code: "123456", password: "x" });
    expect(complaint(shapes.ProveAgain, { password: "" })).toBe("Enter your password.");
    expect(shapes.ProveAgain.safeParse({ password: "x".repeat(201) }).success).toBe(false);
    expect(shapes.ProveAgain.safeParse({ password: "x".repeat(200) }).success).toBe(true);
  });
});

test("somebody without a session opens these pages and no others", () => {
  const open = [
    ...["/", "/health", "/sign-in", "/sign-up", "/check-your-mail", "/forgot-password", "/reset-password", "/unlock"],
    ...["/status", "/privacy", "/terms", "/docs/api", "/auth/confirm", "/invitations/abc"],
  ];
  const closed = [
    "/ops",
    "/account",
    "/clinic",
    "/clinic/calls",
    "/sign-in/x",
    "/sign-inn",
    "/docs/apix",
    "/docs",
    "/auth",
  ];
  expect([...open, ...closed, "/x/sign-in", "//", "/invitations"].filter(isOpenPage)).toEqual(open);
});
