import fc from "fast-check";
import { decodeJwt, SignJWT } from "jose";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { POST as signInRoute } from "@/app/api/auth/sign-in/route";
import { cookieWith, type KeptSession, notRefused, readerOf, sessionIn } from "../../support/forged-session";
import { edited } from "../../support/forgeries";
import { type HostedAuth, serveHostedAuth, signedBy } from "../../support/hosted-auth";
import { callRoute } from "../../support/http";
import { makePerson } from "../../support/organization";
import { cookieAfter, mine } from "../../support/second-factor";
import { forged, misused } from "./forged-tokens";

/**
 * Promise S15 at a hosted project, whose tokens are verified here by its published keys: no token is accepted but the one
 * it gave this person, while it lasts.
 */
let trusting = false;

// The planted fault: a reader that takes the session in the cookie as it is.
vi.mock("@/lib/auth/supabase", async (importOriginal) => {
  const { supabaseAuth } = await importOriginal<typeof import("@/lib/auth/supabase")>();
  return {
    supabaseAuth: async () => {
      const auth = await supabaseAuth();
      if (!trusting) return auth;
      const getClaims = async () => {
        const { data } = await auth.getSession();
        return { data: { claims: decodeJwt(data.session?.access_token ?? "") }, error: null };
      };
      return Object.assign(auth, { getClaims });
    },
  };
});

let hosted: HostedAuth;
let person: Awaited<ReturnType<typeof makePerson>>;
let kept: KeptSession;
let theirs: KeptSession;

beforeAll(async () => {
  hosted = await serveHostedAuth(process.env.SUPABASE_URL ?? "");
  // Before anything of the product asks for it.
  process.env.SUPABASE_URL = hosted.url;
  person = await makePerson();
  kept = sessionIn(await signedIn(person));
  theirs = sessionIn(await signedIn(await makePerson()));
});

afterAll(() => hosted.stop());

/** Through our own door, as a browser does. */
async function signedIn({ email, password }: { email: string; password: string }): Promise<string> {
  const answer = await callRoute(signInRoute, { path: "/api/auth/sign-in", method: "POST", body: { email, password } });
  expect(answer.status).toBe(200);
  return cookieAfter("", answer);
}

const tokensToRefuse = async () => {
  const [good, other] = [decodeJwt(kept.access_token), decodeJwt(theirs.access_token)];
  const misusedOf = (alg: "ES256" | "RS256") => misused(hosted.keys[alg], good, other);
  return [
    ...(await misusedOf("ES256")),
    ...(await misusedOf("RS256")),
    ...forged(hosted.keys, good, kept.access_token),
  ];
};

test("a session is believed by the project's published keys, without asking the project", async () => {
  const before = hosted.asked();
  expect(await readerOf(cookieWith(kept, kept.access_token))).toBe(person.userId);
  expect(await readerOf(cookieWith(kept, await signedBy(hosted.keys.RS256, decodeJwt(kept.access_token))))).toBe(
    person.userId,
  );
  expect(hosted.asked()).toBe(before);
  expect((await mine(cookieWith(kept, kept.access_token))).status).toBe(200);
});

test("a session from before the project had keys is believed when the project says so", async () => {
  const before = hosted.asked();
  const token = await new SignJWT(decodeJwt(kept.access_token))
    .setProtectedHeader({ alg: "HS256" })
    .sign(hosted.legacySecret);
  expect(await readerOf(cookieWith(kept, token))).toBe(person.userId);
  expect(hosted.asked()).toBe(before + 1);
});

test("no forged, expired, foreign or edited token is accepted, and none is a fault of ours", async () => {
  const tokens = await tokensToRefuse();
  expect(tokens.length).toBeGreaterThan(150);
  expect(await notRefused(kept, tokens)).toEqual([]);
  // At the door as at the reader.
  for (const { name, token } of tokens.slice(0, 3))
    expect((await mine(cookieWith(kept, token))).status, name).toBe(401);
});

test("of 2,000 random changes to a good token none is accepted", async () => {
  const changed = fc
    .sample(edited(kept.access_token), { numRuns: 2_000, seed: 20261121 })
    // Other letters of the same bytes are the same token.
    .filter((token) => bytesOf(token) !== bytesOf(kept.access_token));
  expect(
    await notRefused(
      kept,
      changed.map((token) => ({ name: token, token })),
    ),
  ).toEqual([]);
});

const bytesOf = (token: string) =>
  token
    .split(".")
    .map((part) => (/^[\w-]*$/.test(part) ? Buffer.from(part, "base64url").toString("hex") : part))
    .join(".");

test("control: a reader that takes the cookie's session as it is lets most of them in", async () => {
  trusting = true;
  try {
    const tokens = await tokensToRefuse();
    const found = await notRefused(kept, tokens);
    expect(found).toEqual(
      expect.arrayContaining([
        "ES256, expired an hour ago",
        "ES256, a foreign key under our key's name",
        "HS256 by the PEM of the ES256 key, under its name",
        'no signature under {"alg":"none"}',
        "a later end under a good signature",
      ]),
    );
    expect(found.length).toBeGreaterThan(tokens.length / 2);
  } finally {
    trusting = false;
  }
});
