import { type AuthError, isAuthApiError, isAuthRetryableFetchError } from "@supabase/supabase-js";
import { env } from "../env";
import { AppError } from "../errors";
import { logger } from "../log/logger";
import type { supabaseAuth } from "./supabase";

/** What the auth server has signed about the bearer of a token. */
export type VerifiedClaims = {
  sub: string;
  email: string;
  session_id: string;
  aal?: string;
  user_metadata?: unknown;
};

/**
 * What the token in a request's cookies says, once it is known to be one of our project's own: verified by `getClaims`
 * (signature against the JWKS, or by asking the auth server; expiry), signed by our auth server (`iss`) for people who are
 * signed in (`aud`), which `getClaims` does not look at. Undefined for every other token.
 * @throws `unavailable` when the auth server cannot be asked: that must not look like somebody who has signed out
 */
export async function verifiedClaims(
  auth: Awaited<ReturnType<typeof supabaseAuth>>,
): Promise<VerifiedClaims | undefined> {
  const { data, error } = await auth.getClaims().catch((unreadable: unknown) => {
    // Where a token names an algorithm that nobody speaks, or is no JSON, auth-js throws instead of refusing it.
    const error_name = unreadable instanceof Error ? unreadable.name : typeof unreadable;
    logger().info({ error_name }, "a session's token cannot be read");
    return { data: null, error: null };
  });
  if (error && saysNothing(error)) {
    throw new AppError("unavailable", "Sign-in is not reachable just now. Try again in a moment.", {
      retry_after_seconds: 2,
    });
  }
  const claims = data?.claims;
  if (!claims?.sub || typeof claims.email !== "string" || typeof claims.session_id !== "string") return undefined;
  if (claims.iss !== issuer() || ![claims.aud].flat().includes("authenticated")) {
    logger().warn({ issuer: claims.iss, expected: issuer() }, "a token that was signed for something else is refused");
    return undefined;
  }
  const { sub, email, session_id, aal, user_metadata } = claims;
  return { sub, email, session_id, aal, user_metadata };
}

/**
 * Whether an error is none of the token's: the auth server could not be asked, or somebody in front of it answered (a page of a
 * firewall, a gateway that does not know our key). What it says of a token has a code.
 */
function saysNothing(error: AuthError): boolean {
  return (
    isAuthRetryableFetchError(error) || error.name === "AuthUnknownError" || (isAuthApiError(error) && !error.code)
  );
}

/** How our auth server calls itself in the tokens it signs. */
function issuer(): string {
  const { SUPABASE_JWT_ISSUER, SUPABASE_URL } = env();
  return SUPABASE_JWT_ISSUER ?? new URL("/auth/v1", SUPABASE_URL).href;
}
