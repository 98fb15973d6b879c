import { headers } from "next/headers";
import { remember } from "../cache/remember";
import { refusalOf } from "../db/refusal-of";
import { AppError } from "../errors";
import { addToTrail } from "../log/trail";
import { deviceOf } from "./device-of";
import { enterSession, type Session } from "./enter-session";
import { supabaseAuth } from "./supabase";
import { verifiedClaims } from "./verified-claims";
import { whereaboutsOf } from "./whereabouts-of";

/** A person the auth server vouches for in this request. */
export type Person = { id: string; email: string; full_name: string };

/** Who is signed in, and by which session. */
export type SignedIn = { person: Person; session: Session };

/**
 * Who is signed in, even if the session has yet to show their second factor (`session.state`), or undefined. The token
 * is verified (`verifiedClaims`), never just read from the cookie;
 * where its session stands is asked of the database, at most five seconds ago.
 */
export async function currentSession(): Promise<SignedIn | undefined> {
  const claims = await verifiedClaims(await supabaseAuth());
  if (!claims) return undefined;
  const [userId, sessionId, from] = [claims.sub, claims.session_id, { headers: await headers() }];
  addToTrail({ actor_id: userId });
  const session = await rememberGood(`${sessionId} ${userId} ${claims.aal}`, () =>
    enterSession({ userId, sessionId }, deviceOf(from.headers.get("user-agent")), whereaboutsOf(from)),
  );
  // A token that was signed before the second factor was shown is not good for more than it says.
  const state =
    session.state === "good" && session.has_second_factor && claims.aal !== "aal2" ? "code_needed" : session.state;
  if (state === "over") return undefined;
  const metadata: unknown = claims.user_metadata;
  const name = isRecord(metadata) && typeof metadata.full_name === "string" ? metadata.full_name : "";
  return { person: { id: userId, email: claims.email.toLowerCase(), full_name: name }, session: { ...session, state } };
}

/** The signed-in person, or undefined when nobody is, or has yet to show their second factor. */
export async function currentPerson(): Promise<Person | undefined> {
  const signedIn = await currentSession();
  return signedIn?.session.state === "good" ? signedIn.person : undefined;
}

/**
 * Who is signed in; throws `unauthenticated` when nobody is, and `forbidden` when the second factor is still to be shown.
 * @param half lets those in as well: for what leads to the second factor
 */
export async function requireSignedIn({ half = false } = {}): Promise<SignedIn> {
  const signedIn = await currentSession();
  if (!signedIn) throw new AppError("unauthenticated", "Sign in to continue.");
  if (signedIn.session.state === "code_needed" && !half) throw refusalOf("code_needed");
  return signedIn;
}

/** Carries a session that is not to be remembered past `remember`, which keeps no failure. */
class NotGood extends Error {
  constructor(readonly session: Session) {
    super("not remembered");
  }
}

async function rememberGood(key: string, find: () => Promise<Session>): Promise<Session> {
  try {
    return await remember("sessions", key, async () => {
      const session = await find();
      if (session.state !== "good") throw new NotGood(session);
      return session;
    });
  } catch (error) {
    if (error instanceof NotGood) return error.session;
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
