import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { confirmLink } from "@/lib/auth/confirm-link";
import { recoveryCodeHash } from "@/lib/auth/recovery-codes";
import { redeemRecoveryCode } from "@/lib/auth/redeem-recovery-code";
import { resendConfirmation } from "@/lib/auth/resend-confirmation";
import { ConfirmLink, RedeemRecoveryCode, ResendConfirmation, ShowFactor, SignUp } from "@/lib/auth/schemas";
import { showFactor } from "@/lib/auth/show-factor";
import { signUp } from "@/lib/auth/sign-up";
import { env } from "@/lib/env";
import { withPublic } from "@/lib/http/with-public";
import { hashToken } from "@/scripts/stack/auth/auth-store";
import { totpCode } from "@/scripts/stack/auth/totp";
import { type HttpService, serveHttp } from "@/scripts/stack/process/serve-http";
import { database } from "../../support/database";
import { FOREIGN, leavesFor } from "../../support/hostile-targets";
import { callRoute, type RouteAnswer } from "../../support/http";
import { makeHalfway, makePerson, withSecondFactor } from "../../support/organization";
import { cookieAfter } from "../../support/second-factor";
import { signIn } from "../../support/sign-in";

/** Promise S18 at every door that is told where to lead afterwards; signing in is in tests/e2e/open-redirects.spec.ts. */
let careless = false;

// The planted fault: a way back is taken as it is.
vi.mock("@/lib/auth/safe-return-to", async (importOriginal) => {
  const real = await importOriginal<typeof import("@/lib/auth/safe-return-to")>();
  const safeReturnTo: typeof real.safeReturnTo = (wanted, fallback) =>
    careless ? String(wanted) : real.safeReturnTo(wanted, fallback);
  return { ...real, safeReturnTo };
});

/** The auth server, which says nothing of whom it mails, and here mails nobody: where its mail would lead to is kept. */
let auth: HttpService;
const told = new Map<unknown, string>();

beforeAll(async () => {
  const embedded = process.env.SUPABASE_URL ?? "";
  auth = await serveHttp(0, async (request) => {
    const { pathname, search, searchParams } = new URL(request.url);
    const mails = /\/(signup|resend)$/.test(pathname);
    const body = request.method === "GET" ? null : await request.text();
    if (mails) told.set(JSON.parse(body ?? "{}").email, searchParams.get("redirect_to") ?? "");
    if (mails) return Response.json(pathname.endsWith("signup") ? { id: crypto.randomUUID(), identities: [] } : {});
    return fetch(new URL(pathname + search, embedded), { method: request.method, headers: request.headers, body }).then(
      async (answer) =>
        new Response(await answer.text(), {
          status: answer.status,
          headers: { "content-type": "application/json", "x-supabase-api-version": "2024-01-01" },
        }),
    );
  });
  // Reached by another address than the one it calls itself by, like a project behind a custom domain.
  process.env.SUPABASE_URL = auth.url;
  process.env.SUPABASE_JWT_ISSUER = `${embedded}/auth/v1`;
});

afterAll(() => auth.stop());

// The routes without their limits of a minute, which have tests of their own.
const doors = {
  codes: withPublic({ body: ShowFactor }, ({ body }) => showFactor(body)),
  recoveries: withPublic({ body: RedeemRecoveryCode }, ({ body }) => redeemRecoveryCode(body)),
  confirm: withPublic({ body: ConfirmLink }, ({ body }) => confirmLink(body)),
  signUp: withPublic({ body: SignUp }, ({ body, log }) => signUp(body, log)),
  resend: withPublic({ body: ResendConfirmation }, ({ body, log }) => resendConfirmation(body, log)),
};

async function through(door: keyof typeof doors, body: object, cookie = ""): Promise<RouteAnswer> {
  const answer = await callRoute(doors[door], { path: "/api/auth/x", method: "POST", body, cookie });
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer;
}

const nextOf = (answer: RouteAnswer) => answer.json<{ next: string }>().next;

type Lead = (next: string) => Promise<string>;

/** Shows the same code again and again, as if it had not been shown before. */
async function codes(): Promise<Lead> {
  const person = await withSecondFactor(await makePerson());
  const half = await signIn(person.email, person.password);
  return async (next) => {
    await database()`delete from private.used_codes where user_id = ${person.userId}`;
    return nextOf(await through("codes", { code: totpCode(person.totpSecret), next }, half));
  };
}

async function recoveries(): Promise<Lead> {
  const person = await makeHalfway();
  let cookie = await person.cookie();
  return async (next) => {
    const hash = recoveryCodeHash(person.userId, "01234-56789");
    await database()`insert into private.recovery_codes (user_id, code_hash) values (${person.userId}, ${hash})`;
    const answer = await through("recoveries", { code: "01234-56789", next }, cookie);
    cookie = cookieAfter(cookie, answer);
    return nextOf(answer);
  };
}

async function confirmations(): Promise<Lead> {
  const { email, userId } = await makePerson();
  return async (next) => {
    const hash = hashToken(email, "123456");
    await database()`
      update auth.users set confirmation_token = ${hash}, confirmation_sent_at = now(), email_confirmed_at = null
      where id = ${userId}`;
    return nextOf(await through("confirm", { token_hash: hash, type: "signup", next }));
  };
}

const somebody = () => ({ email: `${crypto.randomUUID()}@example.com` });

async function signUps(): Promise<Lead> {
  return async (next) => {
    const person = { ...somebody(), full_name: "Ida Noor", password: "a violet quarry at noon" };
    await through("signUp", { ...person, next });
    return told.get(person.email) ?? "";
  };
}

async function resent(): Promise<Lead> {
  return async (next) => {
    const person = somebody();
    await through("resend", { ...person, next });
    return told.get(person.email) ?? "";
  };
}

const leads = { codes, recoveries, confirmations, signUps, resent };

/** The ways back that a door follows to another site, of all that were asked for. */
async function followed(name: keyof typeof leads, targets: readonly string[]): Promise<string[]> {
  const lead = await leads[name]();
  const ways = new Map<string, string>();
  const follow = async (target: string) => ways.set(target, await lead(target));
  // These two take their time, so as to answer alike for everybody, and know nothing of each other.
  if (name === "signUps" || name === "resent") await Promise.all(targets.map(follow));
  else for (const target of targets) await follow(target);
  const found = targets.filter((target) => leavesFor(ways.get(target) ?? "//nowhere", env().PUBLIC_BASE_URL));
  // A path of our own is followed: the door does read what it is told.
  expect(new URL(await lead("/account?x=1"), env().PUBLIC_BASE_URL).pathname).toBe("/account");
  return found;
}

const names = Object.keys(leads) as (keyof typeof leads)[];

test.each(names)("%s lead to our own pages only", async (name) => {
  expect(FOREIGN.length).toBeGreaterThanOrEqual(40);
  expect(await followed(name, FOREIGN)).toEqual([]);
});

test.each(names)("control: %s that believe what they are told lead away", async (name) => {
  careless = true;
  try {
    const found = await followed(name, ["https://evil.example", "//evil.example", "@evil.example", "/account"]);
    expect(found.length).toBeGreaterThan(0);
    expect(found).not.toContain("/account");
  } finally {
    careless = false;
  }
});
