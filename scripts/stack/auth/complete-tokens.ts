import { decodeJwt, SignJWT } from "jose";
import type { AuthStore } from "./auth-store";

/**
 * Signs the access token of an answer again with every claim hosted Supabase puts into it; the embedded server leaves
 * out `iss`, `aal`, `amr`, `app_metadata`, `user_metadata` and `is_anonymous`. Answers without a token pass unchanged.
 * Source: supabase/auth internal/tokens/service.go
 */
export async function completeTokens(
  answer: Response,
  store: AuthStore,
  signing: { jwtSecret: string; issuer: string },
): Promise<Response> {
  if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) return answer;
  const body = (await answer.clone().json()) as { access_token?: unknown };
  if (typeof body.access_token !== "string") return answer;
  const claims = decodeJwt(body.access_token);
  const user = claims.sub ? await store.findById(claims.sub) : undefined;
  if (!user) return answer;
  const token = await new SignJWT({
    ...claims,
    iss: signing.issuer,
    phone: user.phone ?? "",
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    aal: "aal1",
    amr: [{ method: "password", timestamp: claims.iat ?? Math.floor(Date.now() / 1000) }],
    is_anonymous: false,
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(new TextEncoder().encode(signing.jwtSecret));
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  return new Response(JSON.stringify({ ...body, access_token: token }), { status: answer.status, headers });
}
