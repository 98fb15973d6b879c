import { isAuthRetryableFetchError } from "@supabase/supabase-js";
import { AppError } from "../errors";
import { supabaseAuth } from "./supabase";

/** A person the auth server vouches for in this request. */
export type Person = { id: string; email: string; full_name: string };

/**
 * The signed-in person, or undefined. The token is verified (`getClaims`: signature against the JWKS, or by asking the
 * auth server), never just read from the cookie.
 */
export async function currentPerson(): Promise<Person | undefined> {
  const auth = await supabaseAuth();
  const { data, error } = await auth.getClaims();
  // An auth server that cannot be asked must not look like a person who has signed out.
  if (error && isAuthRetryableFetchError(error)) {
    throw new AppError("unavailable", "Sign-in is not reachable just now. Try again in a moment.", {
      retry_after_seconds: 2,
    });
  }
  const claims = data?.claims;
  if (!claims?.sub || typeof claims.email !== "string") return undefined;
  const metadata: unknown = claims.user_metadata;
  const name = isRecord(metadata) && typeof metadata.full_name === "string" ? metadata.full_name : "";
  return { id: claims.sub, email: claims.email.toLowerCase(), full_name: name };
}

/** The signed-in person; throws `unauthenticated` when nobody is. */
export async function requirePerson(): Promise<Person> {
  const person = await currentPerson();
  if (!person) throw new AppError("unauthenticated", "Sign in to continue.");
  return person;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
