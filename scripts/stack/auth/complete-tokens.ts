import { decodeJwt, SignJWT } from "jose";
import type { AuthStore } from "./auth-store";
import type { FactorStore } from "./factor-store";
import { publicFactor } from "./public-factor";

type Parts = { store: AuthStore; factors: FactorStore; jwtSecret: string; issuer: string };

type Body = { factors?: unknown; id?: unknown; email?: unknown; access_token?: unknown; user?: { id?: unknown } };

/**
 * Completes what leaves the embedded server: the access token is signed again with every claim hosted Supabase puts into
 * it (`iss`, `aal`, `amr`, `app_metadata`, `user_metadata` and `is_anonymous` are missing), and a user comes with their
 * factors. Other answers pass unchanged. Source: supabase/auth internal/tokens/service.go
 * @param method how the session of this answer has just come to be; undefined when it was renewed
 */
export async function completeTokens(answer: Response, parts: Parts, method?: "password" | "otp"): Promise<Response> {
  if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) return answer;
  const body = (await answer.clone().json()) as Body | null;
  if (typeof body?.access_token === "string") return renewed(answer, await completeSession(body, parts, method));
  if (typeof body?.id === "string" && typeof body.email === "string") {
    const factors = await factorsOf(body.id, parts);
    return factors ? renewed(answer, { ...body, factors }) : answer;
  }
  return answer;
}

async function completeSession(body: Body, parts: Parts, method: string | undefined): Promise<Body> {
  const claims = decodeJwt(String(body.access_token));
  const [userId, sessionId] = [String(claims.sub), String(claims.session_id)];
  if (method) await parts.factors.noteMethod(sessionId, method);
  const [user, session, factors] = await Promise.all([
    parts.store.findById(userId),
    parts.factors.findSession(sessionId),
    factorsOf(userId, parts),
  ]);
  if (!user || !session) return body;
  const token = await new SignJWT({
    ...claims,
    iss: parts.issuer,
    phone: user.phone ?? "",
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    aal: session.aal,
    amr: session.amr,
    is_anonymous: false,
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(new TextEncoder().encode(parts.jwtSecret));
  return { ...body, access_token: token, user: { ...body.user, ...(factors ? { factors } : {}) } };
}

/** Absent when there are none, as in GoTrue. */
async function factorsOf(userId: string, parts: Parts) {
  const factors = await parts.factors.factorsOf(userId);
  return factors.length > 0 ? factors.map(publicFactor) : undefined;
}

function renewed(answer: Response, body: object): Response {
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  return new Response(JSON.stringify(body), { status: answer.status, headers });
}
