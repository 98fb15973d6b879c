import { type AuthError, isAuthRetryableFetchError } from "@supabase/supabase-js";
import { refusalOf } from "../db/refusal-of";
import { AppError } from "../errors";

/**
 * What an error of the auth server means to the person at the form.
 * Codes: @supabase/auth-js `lib/error-codes.ts`. Unknown ones are ours to look at, so they become `internal`.
 */
export function authProblem(error: AuthError): AppError {
  const known = error.code ? BY_CODE[error.code] : undefined;
  if (known) return known(error);
  if (isAuthRetryableFetchError(error) || (error.status ?? 0) >= 500) {
    return new AppError("unavailable", "Sign-in is not reachable just now. Try again in a moment.", {
      retry_after_seconds: 2,
    });
  }
  if (error.status === 429) return tooOften();
  throw new Error(`The auth server answered ${error.status} ${error.code ?? error.name}.`, { cause: error });
}

const tooOften = () =>
  new AppError("rate_limited", "Too many attempts. Try again in a minute.", { retry_after_seconds: 60 });

const field = (name: string, message: string) => new AppError("invalid", message, { fields: { [name]: message } });

const expiredLink = () =>
  new AppError("invalid", "This link has been used or has expired. Ask for a new one.", { reason: "link_expired" });

const mailFailed = () =>
  new AppError("unavailable", "We could not send the e-mail. Try again in a moment.", { retry_after_seconds: 5 });

const BY_CODE: Record<string, (error: AuthError) => AppError> = {
  invalid_credentials: () =>
    new AppError("unauthenticated", "That e-mail address and password do not belong together.", {
      reason: "invalid_credentials",
    }),
  email_not_confirmed: () =>
    new AppError("forbidden", "Confirm your e-mail address first: follow the link we sent you.", {
      reason: "email_not_confirmed",
    }),
  user_banned: () => new AppError("forbidden", "This account is locked. Write to your administrator."),
  signup_disabled: () => new AppError("forbidden", "New accounts cannot be opened at the moment."),
  weak_password: () => field("password", "That password is too easy to guess. Choose a longer or rarer one."),
  mfa_verification_failed: () =>
    field("code", "That code is not right. Codes change every 30 seconds: try the newest."),
  mfa_challenge_expired: () => field("code", "That took too long. Try the newest code."),
  insufficient_aal: () => refusalOf("code_needed"),
  same_password: () => field("password", "That is the password you have now. Choose another one."),
  email_address_invalid: () => field("email", "We cannot write to this address. Check it for typing errors."),
  validation_failed: () => field("email", "Check the e-mail address and the password."),
  otp_expired: expiredLink,
  otp_disabled: expiredLink,
  flow_state_expired: expiredLink,
  session_not_found: () => new AppError("unauthenticated", "Your session has ended. Sign in again."),
  session_expired: () => new AppError("unauthenticated", "Your session has ended. Sign in again."),
  over_request_rate_limit: tooOften,
  over_email_send_rate_limit: tooOften,
  hook_timeout: mailFailed,
  hook_timeout_after_retry: mailFailed,
  hook_payload_invalid_content_type: mailFailed,
  unexpected_failure: mailFailed,
};
