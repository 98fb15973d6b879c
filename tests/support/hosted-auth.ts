import { createSecretKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { decodeJwt, exportJWK, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { type HttpService, serveHttp } from "../../scripts/stack/process/serve-http";

export type SigningKey = { alg: string; kid: string; privateKey: KeyObject; publicKey: KeyObject };

export type HostedAuth = HttpService & {
  /** The key that signs now, and one that is still believed. */
  keys: { ES256: SigningKey; RS256: SigningKey };
  /** The secret of before the project had such keys; tokens without a `kid` are judged by it. */
  legacySecret: KeyObject;
  /** How often it was asked whose token this is. */
  asked(): number;
};

/**
 * The embedded auth server as a hosted project with asymmetric keys: it publishes them (JWKS), signs sessions by ES256, and
 * says whose token it is by them. Everything else is the embedded server's own.
 * Source: supabase/auth internal/api/auth.go (parseJWTClaims), internal/conf/jwk.go
 */
export async function serveHostedAuth(embeddedUrl: string): Promise<HostedAuth> {
  const keys = newSigningKeys();
  const legacySecret = createSecretKey(Buffer.from("the legacy secret of this project"));
  let asked = 0;

  const whose = async (request: Request): Promise<Response> => {
    asked += 1;
    const token = request.headers.get("authorization")?.replace(/^Bearer /i, "") ?? "";
    const keyOf = ({ alg, kid }: { alg?: string; kid?: string }) => {
      if (kid === undefined && alg === "HS256") return legacySecret;
      const key = Object.values(keys).find((each) => each.kid === kid && each.alg === alg);
      if (!key) throw new Error("unrecognized JWT kid");
      return key.publicKey;
    };
    const { payload } = await jwtVerify(token, keyOf, { algorithms: ["ES256", "RS256", "HS256"] }).catch(() => ({
      payload: undefined,
    }));
    return payload
      ? Response.json({ id: payload.sub, email: payload.email, aud: payload.aud, role: payload.role })
      : Response.json(
          { code: "bad_jwt", message: "invalid JWT: unable to parse or verify signature" },
          { status: 403, headers: { "x-supabase-api-version": "2024-01-01" } },
        );
  };

  const service = await serveHttp(0, async (request) => {
    const { pathname, search, origin } = new URL(request.url);
    if (pathname === "/auth/v1/.well-known/jwks.json")
      return Response.json({ keys: await Promise.all(Object.values(keys).map(published)) });
    if (pathname === "/auth/v1/user" && request.method === "GET") return whose(request);
    const answer = await fetch(new URL(pathname + search, embeddedUrl), {
      method: request.method,
      headers: request.headers,
      body: request.method === "GET" ? null : await request.text(),
    });
    const headers = { "content-type": "application/json", "x-supabase-api-version": "2024-01-01" };
    const text = await answer.text();
    if (!answer.ok || !text.includes('"access_token"')) return new Response(text, { status: answer.status, headers });
    const session = JSON.parse(text);
    const claims = { ...decodeJwt(session.access_token), iss: `${origin}/auth/v1` };
    return Response.json({ ...session, access_token: await signedBy(keys.ES256, claims) }, { headers });
  });
  return { ...service, keys, legacySecret, asked: () => asked };
}

/** Two keys that no project has published yet. */
export function newSigningKeys(): { ES256: SigningKey; RS256: SigningKey } {
  return {
    ES256: { alg: "ES256", kid: "es-2", ...generateKeyPairSync("ec", { namedCurve: "P-256" }) },
    RS256: { alg: "RS256", kid: "rs-1", ...generateKeyPairSync("rsa", { modulusLength: 2048 }) },
  };
}

/** A token with these claims, signed as the project would. */
export function signedBy({ alg, kid, privateKey }: SigningKey, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg, kid, typ: "JWT" }).sign(privateKey);
}

async function published({ alg, kid, publicKey }: SigningKey) {
  return { ...(await exportJWK(publicKey)), alg, kid, use: "sig", key_ops: ["verify"] };
}
