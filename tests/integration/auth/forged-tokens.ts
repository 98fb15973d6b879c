import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import type { JWTPayload } from "jose";
import { type SigningKey, signedBy } from "../../support/hosted-auth";

/** Tokens that nobody may get in with (promise S15), each by its name. */
export type Named = { name: string; token: string };

const encoded = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const token = (header: unknown, payload: unknown, signature = "") =>
  `${encoded(header)}.${encoded(payload)}.${signature}`;

/** Signed by the project's own key, and still not the session of the person who shows it here, now. */
export async function misused(key: SigningKey, good: JWTPayload, other: JWTPayload): Promise<Named[]> {
  const now = Math.floor(Date.now() / 1000);
  const { exp: _exp, ...endless } = good;
  const { iss: _iss, ...issuedByNobody } = good;
  const { aud: _aud, ...forNobody } = good;
  const { session_id: _session, ...sessionless } = good;
  const { sub: _sub, ...nobodys } = good;
  const claims: [string, JWTPayload][] = [
    ["expired an hour ago", { ...good, exp: now - 3600 }],
    ["expired a second ago", { ...good, exp: now - 1 }],
    ["expired in 1970", { ...good, exp: 0 }],
    ["without an end", endless],
    ["of another project", { ...good, iss: "https://another-project.supabase.co/auth/v1" }],
    ["of an issuer that begins like ours", { ...good, iss: `${good.iss}.evil.example` }],
    ["of our project's API keys", { ...good, iss: "supabase" }],
    ["without issuer", issuedByNobody],
    ["for another audience", { ...good, aud: "another-product" }],
    ["for an audience that begins like ours", { ...good, aud: "authenticated-elsewhere" }],
    ["for several others", { ...good, aud: ["anon", "service_role"] }],
    ["without audience", forNobody],
    ["of another person's session", { ...good, session_id: other.session_id }],
    ["of another person in this session", { ...good, sub: other.sub }],
    ["of a session that was ended", { ...good, session_id: randomUUID() }],
    ["without session", sessionless],
    ["without person", nobodys],
  ];
  return Promise.all(
    claims.map(async ([name, payload]) => ({ name: `${key.alg}, ${name}`, token: await signedBy(key, payload) })),
  );
}

/** Made without any key of the project: by foreign keys, by none, by what it publishes, from somebody's good token. */
export function forged(keys: { ES256: SigningKey; RS256: SigningKey }, good: JWTPayload, goodToken: string): Named[] {
  return [
    ...Object.values(keys).flatMap((key) => byForeignKeys(key, good)),
    ...Object.values(keys).flatMap((key) => byPublishedKey(key, good)),
    ...unsigned(keys.ES256, good),
    ...edited(goodToken, good),
  ];
}

function byForeignKeys({ alg, kid }: SigningKey, good: JWTPayload): Named[] {
  const { privateKey, publicKey } =
    alg === "ES256"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = publicKey.export({ format: "jwk" });
  const headers: [string, object][] = [
    ["under our key's name", { alg, kid }],
    ["under a name nobody knows", { alg, kid: "nobody" }],
    ["under an empty name", { alg, kid: "" }],
    ["under a path", { alg, kid: "../../es-2" }],
    ["without a name", { alg }],
    ["with the key in the token", { alg, kid: "own", jwk: { ...jwk, kid: "own" } }],
    ["with the key elsewhere", { alg, kid: "own", jku: "https://evil.example/.well-known/jwks.json" }],
    ["with a certificate elsewhere", { alg, kid, x5u: "https://evil.example/x5u.pem" }],
  ];
  return headers.map(([name, header]) => ({
    name: `${alg}, a foreign key ${name}`,
    token: token(header, good, signature(alg, privateKey, `${encoded(header)}.${encoded(good)}`)),
  }));
}

/** What everybody may know, taken for a shared secret: the confusion of algorithms. */
function byPublishedKey({ alg, kid, publicKey }: SigningKey, good: JWTPayload): Named[] {
  const pem = publicKey.export({ format: "pem", type: "spki" });
  const secrets: [string, string | Buffer][] = [
    ["PEM", pem],
    ["PEM without its last line end", String(pem).trimEnd()],
    ["DER", publicKey.export({ format: "der", type: "spki" })],
    ["JWK", JSON.stringify(publicKey.export({ format: "jwk" }))],
    ["name", kid],
  ];
  return secrets.flatMap(([name, secret]) =>
    [{ alg: "HS256" }, { alg: "HS256", kid }].map((header) => ({
      name: `HS256 by the ${name} of the ${alg} key, ${"kid" in header ? "under its name" : "without a name"}`,
      token: token(header, good, hmac(secret, `${encoded(header)}.${encoded(good)}`)),
    })),
  );
}

function unsigned({ kid }: SigningKey, good: JWTPayload): Named[] {
  const algorithms = ["none", "None", "nOnE", "", "HS256", "ES256", "RS256", "ES384", "PS256", "EdDSA", 256, null, {}];
  const headers = [
    ...algorithms.flatMap((alg) => [{ alg }, { alg, kid }]),
    { kid },
    {},
    { alg: "none", typ: "JWT", crit: ["exp"] },
  ];
  const zeros = Buffer.alloc(64).toString("base64url");
  return [
    ...headers.flatMap((header) => [
      { name: `no signature under ${JSON.stringify(header)}`, token: token(header, good) },
      { name: `a signature of zeros under ${JSON.stringify(header)}`, token: token(header, good, zeros) },
    ]),
    ...["", "secret", "your-super-secret-jwt-token-with-at-least-32-characters-long"].map((secret) => ({
      name: `HS256 by “${secret}”`,
      token: token({ alg: "HS256" }, good, hmac(Buffer.from(secret), `${encoded({ alg: "HS256" })}.${encoded(good)}`)),
    })),
    { name: "a header that is no JSON", token: token("alg: ES256", good, zeros) },
    { name: "a header that is null", token: token("null", good, zeros) },
    { name: "claims that are no JSON", token: token({ alg: "ES256", kid }, "sub: me", zeros) },
    { name: "claims that are null", token: token({ alg: "ES256", kid }, "null", zeros) },
    { name: "bytes that are no text", token: `${Buffer.from([0xff, 0xfe, 0xc0]).toString("base64url")}.e30.e30` },
  ];
}

/** From a token that somebody was given: other words under its signature, its signature spoilt, its parts moved. */
function edited(given: string, good: JWTPayload): Named[] {
  const [header = "", payload = "", signed = ""] = given.split(".");
  const bytes = Buffer.from(signed, "base64url");
  const flipped = Buffer.from(bytes.map((byte, at) => (at === 7 ? byte ^ 1 : byte)));
  const otherWords: [string, object][] = [
    ["another person", { ...good, sub: randomUUID() }],
    ["another session", { ...good, session_id: randomUUID() }],
    ["another address", { ...good, email: "owner@example.com" }],
    ["a later end", { ...good, exp: Number(good.exp) + 86_400 }],
    ["a second factor", { ...good, aal: "aal2" }],
    ["the same, spaced", JSON.parse(JSON.stringify(good, null, 1))],
  ];
  const tokens: [string, string][] = [
    ...otherWords.map(([name, words]): [string, string] => {
      const text = JSON.stringify(words, null, name === "the same, spaced" ? 1 : 0);
      return [`${name} under a good signature`, `${header}.${encoded(text)}.${signed}`];
    }),
    ["a signature of none", `${header}.${payload}.`],
    ["half a signature", `${header}.${payload}.${signed.slice(0, 32)}`],
    ["a signature twice", `${header}.${payload}.${signed}${signed}`],
    ["a signature with one bit changed", `${header}.${payload}.${flipped.toString("base64url")}`],
    ["a signature with other last letters", `${header}.${payload}.${signed.slice(0, -6)}AAAAAA`],
    ["another algorithm over a good signature", `${encoded({ alg: "RS256", kid: "es-2" })}.${payload}.${signed}`],
    ["another key's name over a good signature", `${encoded({ alg: "ES256", kid: "rs-1" })}.${payload}.${signed}`],
    ["no header", `.${payload}.${signed}`],
    ["no claims", `${header}..${signed}`],
    ["two parts", `${header}.${payload}`],
    ["four parts", `${given}.${signed}`],
    ["five parts", `${given}.${payload}.${signed}`],
    ["parts in another order", `${payload}.${header}.${signed}`],
    ["a space behind it", `${given} `],
    ["a scheme before it", `Bearer ${given}`],
    ["dots alone", ".."],
    ["a letter", "x"],
    ["a megabyte of dots", ".".repeat(1_000_000)],
  ];
  return tokens.map(([name, changed]) => ({ name, token: changed }));
}

function signature(alg: string, privateKey: KeyObject, text: string): string {
  const key = alg === "ES256" ? { key: privateKey, dsaEncoding: "ieee-p1363" as const } : privateKey;
  return sign("sha256", Buffer.from(text), key).toString("base64url");
}

const hmac = (secret: string | Buffer, text: string) => createHmac("sha256", secret).update(text).digest("base64url");
