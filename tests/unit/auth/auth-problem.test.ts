import { AuthApiError, AuthError, AuthRetryableFetchError } from "@supabase/supabase-js";
import { describe, expect, test } from "vitest";
import { authProblem } from "@/lib/auth/auth-problem";
import { secondFactorPage } from "@/lib/auth/second-factor-page";
import { refusalOf } from "@/lib/db/refusal-of";
import { AppError } from "@/lib/errors";

const meaning = (code: string, status = 400) => {
  const { code: ours, details } = authProblem(new AuthApiError("words of the auth server", status, code));
  return [ours, details];
};

const ENDED = { fields: expect.anything() };

describe("an error of the auth server", () => {
  test.each([
    ["invalid_credentials", "unauthenticated", { reason: "invalid_credentials" }],
    ["email_not_confirmed", "forbidden", { reason: "email_not_confirmed" }],
    ["user_banned", "forbidden", undefined],
    ["signup_disabled", "forbidden", undefined],
    ["insufficient_aal", "forbidden", { reason: "code_needed" }],
    ["otp_expired", "invalid", { reason: "link_expired" }],
    ["otp_disabled", "invalid", { reason: "link_expired" }],
    ["flow_state_expired", "invalid", { reason: "link_expired" }],
    ["session_not_found", "unauthenticated", undefined],
    ["session_expired", "unauthenticated", undefined],
    ["over_request_rate_limit", "rate_limited", { retry_after_seconds: 60 }],
    ["over_email_send_rate_limit", "rate_limited", { retry_after_seconds: 60 }],
    ["hook_timeout", "unavailable", { retry_after_seconds: 5 }],
    ["hook_timeout_after_retry", "unavailable", { retry_after_seconds: 5 }],
    ["hook_payload_invalid_content_type", "unavailable", { retry_after_seconds: 5 }],
    ["unexpected_failure", "unavailable", { retry_after_seconds: 5 }],
  ])("%s means %s to the person at the form", (code, ours, details) => {
    expect(meaning(code)).toEqual([ours, details]);
  });

  test.each([
    ["weak_password", "password"],
    ["same_password", "password"],
    ["mfa_verification_failed", "code"],
    ["mfa_challenge_expired", "code"],
    ["email_address_invalid", "email"],
    ["validation_failed", "email"],
  ])("%s is said beside the field %s", (code, field) => {
    const error = authProblem(new AuthApiError("words of the auth server", 422, code));
    expect([error.code, error.details]).toEqual(["invalid", { fields: { [field]: error.message } }]);
    expect(error.message).not.toContain("auth server");
  });

  test("that it cannot be reached, or is broken, is no fault of the person's", () => {
    const away = { code: "unavailable", details: { retry_after_seconds: 2 } };
    expect(authProblem(new AuthRetryableFetchError("fetch failed", 0))).toMatchObject(away);
    expect(authProblem(new AuthApiError("broken", 500, undefined))).toMatchObject(away);
    expect(authProblem(new AuthApiError("broken", 503, "nobody_knows_it"))).toMatchObject(away);
    expect(authProblem(new AuthApiError("often", 429, "nobody_knows_it"))).toMatchObject({ code: "rate_limited" });
  });

  test("that nobody knows is ours to look at, with the error as its cause", () => {
    const unknown = new AuthApiError("new", 499, "nobody_knows_it");
    expect(() => authProblem(unknown)).toThrow(
      expect.objectContaining({ message: "The auth server answered 499 nobody_knows_it.", cause: unknown }),
    );
    expect(() => authProblem(new AuthError("no code"))).toThrow("The auth server answered undefined AuthError.");
    expect(() => authProblem(unknown)).not.toThrow(AppError);
  });
});

describe("the page that a session is sent to", () => {
  test("is the second factor's for what lacks one, with the way back; no other error leads there", () => {
    expect(secondFactorPage(refusalOf("code_needed"), "/clinic/calls?a=1")).toBe(
      "/second-factor?next=%2Fclinic%2Fcalls%3Fa%3D1",
    );
    expect(secondFactorPage(refusalOf("factor_needed"), "/")).toBe("/second-factor?next=%2F");
    for (const other of [refusalOf("over"), new AppError("forbidden", "No."), new Error("x"), undefined, ENDED])
      expect(secondFactorPage(other, "/")).toBeUndefined();
    expect(secondFactorPage({ details: { reason: "code_needed" } }, "/")).toBeUndefined();
  });
});
