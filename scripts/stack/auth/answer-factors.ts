import { randomUUID } from "node:crypto";
import { jwtVerify } from "jose";
import { renderSVG } from "uqr";
import type { AuthStore, AuthUser } from "./auth-store";
import { CHALLENGE_S, type Factor, type FactorStore, type Session } from "./factor-store";
import { refuse } from "./refuse";
import { isSealed, openSecret, sealSecret } from "./seal-secret";
import { isTotpCode, newTotpSecret, totpUri } from "./totp";

type Parts = {
  store: AuthStore;
  factors: FactorStore;
  jwtSecret: string;
  appUrl: string;
  /** Answers a refresh of this token with a whole session. */
  refresh(token: string): Promise<Response>;
};

type Caller = { user: AuthUser; session: Session };

/** The most factors of one person, finished or not; GoTrue's default. */
const MOST = 10;

/**
 * The factor endpoints, of which the embedded auth server has none: enrol TOTP, challenge, verify, unenrol.
 * @returns undefined for other paths. Source: supabase/auth internal/api/mfa.go
 */
export async function answerFactors(
  parts: Parts,
  request: Request,
  path: string,
  input: Record<string, unknown>,
): Promise<Response | undefined> {
  const [root, factorId, action] = path.split("/");
  if (root !== "factors") return undefined;
  const caller = await callerOf(parts, request);
  if (caller instanceof Response) return caller;
  if (factorId === undefined && request.method === "POST") return enrol(parts, caller, input);
  const factor = (await parts.factors.factorsOf(caller.user.id)).find(({ id }) => id === factorId);
  if (!factor) return refuse(404, "mfa_factor_not_found", "Factor not found");
  if (request.method === "DELETE" && action === undefined) return unenrol(parts, caller, factor);
  if (request.method !== "POST") return refuse(405, "not_found", "This part of Supabase is closed here.");
  if (action === "challenge") {
    const challenge = await parts.factors.challenge(factor.id, "127.0.0.1");
    return Response.json({ id: challenge.id, type: factor.factor_type, expires_at: challenge.expires_at });
  }
  if (action === "verify") return verify(parts, caller, factor, input);
  return refuse(404, "not_found", "This part of Supabase is closed here.");
}

async function enrol(parts: Parts, { user, session }: Caller, input: Record<string, unknown>): Promise<Response> {
  if (input.factor_type !== "totp")
    return refuse(422, "mfa_phone_enroll_not_enabled", "MFA enroll is disabled for this type");
  const friendlyName = typeof input.friendly_name === "string" ? input.friendly_name : "";
  await parts.factors.forgetUnfinished(user.id);
  const known = await parts.factors.factorsOf(user.id);
  if (known.some((factor) => factor.friendly_name === friendlyName))
    return refuse(
      422,
      "mfa_factor_name_conflict",
      `A factor with the friendly name "${friendlyName}" for this user already exists`,
    );
  if (known.length >= MOST)
    return refuse(
      422,
      "too_many_enrolled_mfa_factors",
      "Maximum number of verified factors reached, unenroll to continue",
    );
  if (known.some(({ status }) => status === "verified") && session.aal !== "aal2")
    return refuse(403, "insufficient_aal", "AAL2 required to enroll a new factor");
  const [id, secret] = [randomUUID(), newTotpSecret()];
  const sealed = sealSecret(secret, id, parts.jwtSecret);
  await parts.factors.insertFactor({ id, user_id: user.id, friendly_name: friendlyName, secret: sealed });
  const issuer = typeof input.issuer === "string" && input.issuer ? input.issuer : new URL(parts.appUrl).host;
  const uri = totpUri(secret, issuer, user.email);
  const totp = { qr_code: renderSVG(uri, { border: 4 }), secret, uri };
  return Response.json({ id, type: "totp", friendly_name: friendlyName, totp });
}

async function verify(
  parts: Parts,
  { session }: Caller,
  factor: Factor,
  input: Record<string, unknown>,
): Promise<Response> {
  const [code, challengeId] = [String(input.code ?? ""), String(input.challenge_id ?? "")];
  if (code === "") return refuse(400, "validation_failed", "Code needs to be non-empty");
  const challenge = isUuid(challengeId) ? await parts.factors.findChallenge(challengeId, factor.id) : undefined;
  if (!challenge) return refuse(422, "mfa_factor_not_found", `MFA factor with the provided challenge ID not found`);
  if (challenge.verified) return refuse(422, "mfa_ip_address_mismatch", "Challenge and verify IP addresses mismatch");
  if (challenge.age_s >= CHALLENGE_S)
    return refuse(
      422,
      "mfa_challenge_expired",
      `MFA challenge ${challengeId} has expired, verify against another challenge or create a new challenge.`,
    );
  const secret = openSecret(factor.secret, factor.id, parts.jwtSecret);
  if (!isSealed(factor.secret))
    await parts.factors.keepSecret(factor.id, sealSecret(secret, factor.id, parts.jwtSecret));
  if (!isTotpCode(secret, code)) return refuse(422, "mfa_verification_failed", "Invalid TOTP code entered");
  await parts.factors.raise(session.id, factor, challengeId);
  const token = await parts.factors.currentRefreshToken(session.id);
  return token
    ? parts.refresh(token)
    : refuse(403, "session_not_found", "Session from session_id claim in JWT does not exist");
}

async function unenrol(parts: Parts, { session }: Caller, factor: Factor): Promise<Response> {
  if (factor.status === "verified" && session.aal !== "aal2")
    return refuse(422, "insufficient_aal", "AAL2 required to unenroll verified factor");
  await parts.factors.removeFactor(factor);
  return Response.json({ id: factor.id });
}

/** Whose token it is. Signature, expiry, and that its session still exists. */
async function callerOf(parts: Parts, request: Request): Promise<Caller | Response> {
  const token = request.headers.get("authorization")?.replace(/^Bearer /i, "") ?? "";
  const claims = await jwtVerify(token, new TextEncoder().encode(parts.jwtSecret), { algorithms: ["HS256"] }).then(
    ({ payload }) => payload,
    () => undefined,
  );
  if (!claims?.sub) return refuse(401, "bad_jwt", "invalid JWT: unable to parse or verify signature");
  const [user, session] = await Promise.all([
    parts.store.findById(claims.sub),
    parts.factors.findSession(String(claims.session_id)),
  ]);
  if (!user || !session) return refuse(403, "session_not_found", "Session from session_id claim in JWT does not exist");
  return { user, session };
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
