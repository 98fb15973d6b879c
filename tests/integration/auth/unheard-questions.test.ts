import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { confirmFactor } from "@/lib/auth/confirm-factor";
import { confirmLink } from "@/lib/auth/confirm-link";
import { enrolFactor } from "@/lib/auth/enrol-factor";
import { proveAgain } from "@/lib/auth/prove-again";
import { removeFactor } from "@/lib/auth/remove-factor";
import { requestPasswordReset } from "@/lib/auth/request-password-reset";
import { resendConfirmation } from "@/lib/auth/resend-confirmation";
import { grantResetPass } from "@/lib/auth/reset-pass";
import {
  ConfirmFactor,
  ConfirmLink,
  ProveAgain,
  RequestPasswordReset,
  ResendConfirmation,
  SetPassword,
  ShowFactor,
  SignUp,
} from "@/lib/auth/schemas";
import { setPassword } from "@/lib/auth/set-password";
import { showFactor } from "@/lib/auth/show-factor";
import { signOut } from "@/lib/auth/sign-out";
import { signUp } from "@/lib/auth/sign-up";
import { env } from "@/lib/env";
import { withPublic } from "@/lib/http/with-public";
import { makeLogger } from "@/lib/log/logger";
import { totpCode } from "@/scripts/stack/auth/totp";
import { type HttpService, serveHttp } from "../../../scripts/stack/process/serve-http";
import { database } from "../../support/database";
import { cookieWith, readerOf, sessionIn } from "../../support/forged-session";
import { catchLog } from "../../support/log-catcher";
import { makePerson, withSecondFactor } from "../../support/organization";
import { inRequestScope } from "../../support/request-scope";
import { enrolled, post } from "../../support/second-factor";
import { signIn } from "../../support/sign-in";

/** A session is over when the auth server says so, not when it does not listen. */
let front: HttpService;
let person: Awaited<ReturnType<typeof makePerson>>;
let cookie: string;
const next: Response[] = [];
/** A request that goes wrong from its n-th time on, as `PUT /user`; the first by default. */
const broken = { what: "", from: 1, times: 0 };
/** What is said to whoever asks with an address, and what they asked. */
const said = new Map<unknown, Response>();
const heard = new Map<unknown, { to: string; leadsTo: string | null; body: object }>();
const { SUPABASE_URL } = env();

const breakDown = (what: string, from = 1) => Object.assign(broken, { what, from, times: 0 });

beforeAll(async () => {
  person = await makePerson();
  cookie = await person.cookie();
  front = await serveHttp(0, async (request) => {
    const fault = next.shift();
    if (fault) return fault;
    const { pathname, search, searchParams } = new URL(request.url);
    const body = request.method === "GET" ? null : await request.text();
    const what = `${request.method} ${pathname.slice("/auth/v1".length).replace(/[0-9a-f-]{36}/, "ID")}${search}`;
    if (what === broken.what && ++broken.times >= broken.from) return json(500, { message: "broken" });
    const asked = body ? JSON.parse(body) : {};
    heard.set(asked.email, { to: pathname, leadsTo: searchParams.get("redirect_to"), body: asked });
    const answer = said.get(asked.email);
    if (answer) return answer;
    return fetch(new URL(pathname + search, SUPABASE_URL), { method: request.method, headers: request.headers, body });
  });
  Object.assign(env(), { SUPABASE_URL: front.url, SUPABASE_JWT_ISSUER: `${SUPABASE_URL}/auth/v1` });
});
beforeEach(() => {
  next.splice(0);
  breakDown("");
});
afterAll(async () => {
  Object.assign(env(), { SUPABASE_URL, SUPABASE_JWT_ISSUER: undefined });
  await front.stop();
});

const json = (status: number, body: object) =>
  Response.json(body, { status, headers: { "x-supabase-api-version": "2024-01-01" } });
const limited = () => json(429, { code: "over_request_rate_limit", message: "Request rate limit reached" });

describe("a session that is good", () => {
  test.each<[string, () => Response]>([
    ["the auth server counts too many questions", limited],
    ["somebody before it does", () => new Response("<html>Slow down</html>", { status: 429 })],
    ["a firewall shows its page", () => new Response("<html>Are you human?</html>", { status: 403 })],
    ["the gateway does not know our key", () => json(401, { message: "Invalid API key" })],
    ["the question took too long to arrive", () => new Response(null, { status: 408 })],
  ])("is not taken for one that is over when %s", async (_, answer) => {
    next.push(answer());
    expect(await readerOf(cookie)).toContain("Sign-in is not reachable just now.");
    expect(await readerOf(cookie)).toBe(person.userId);
  });

  test.each<[string, () => Response]>([
    ["counts too many questions", limited],
    ["waited for the question in vain", () => new Response(null, { status: 408 })],
  ])("is renewed when the auth server %s at first", async (_, answer) => {
    const old = { ...sessionIn(await person.cookie()), expires_at: Math.floor(Date.now() / 1000) - 5 };
    const spent = `foyer-session=${encodeURIComponent(`base64-${Buffer.from(JSON.stringify(old)).toString("base64url")}`)}`;
    next.push(answer());
    expect(await readerOf(spent)).toBe(person.userId);
  });
});

test("control: what the auth server refuses by name is nobody's", async () => {
  next.push(json(403, { code: "bad_jwt", message: "invalid JWT" }));
  expect(await readerOf(cookie)).toBeUndefined();
  const [head, body] = sessionIn(cookie).access_token.split(".");
  expect(await readerOf(cookieWith(sessionIn(cookie), `${head}.${body}.c2lnbmF0dXJl`))).toBeUndefined();
});

describe("what the auth server fails to do", () => {
  // The doors without their limits, which have tests of their own.
  const change = withPublic({ body: SetPassword }, ({ body }) => setPassword(body));
  const enrol = withPublic({}, () => enrolFactor());
  const confirm = withPublic({ body: ConfirmFactor }, ({ body }) => confirmFactor(body));
  const show = withPublic({ body: ShowFactor }, ({ body }) => showFactor(body));
  const remove = withPublic({}, () => removeFactor().then(() => ({ removed: true })));
  const prove = withPublic({ body: ProveAgain }, ({ body }) => proveAgain(body).then(() => ({ proved: true })));
  const confirmAddress = withPublic({ body: ConfirmLink }, ({ body }) => confirmLink(body));
  const leave = withPublic({}, () => signOut().then(() => undefined));
  const password = "nine purple umbrellas";

  /** The cookies of a browser that came through a reset mail. */
  async function withPass(userId: string, session: string): Promise<string> {
    const { setCookies } = await inRequestScope(new Request("http://localhost/"), () => grantResetPass(userId));
    return `${session}; foyer-reset=${encodeURIComponent(setCookies.get("foyer-reset") ?? "")}`;
  }

  const away = async (answer: ReturnType<typeof post>) => {
    const { status, json: body } = await answer;
    expect([status, body<{ error: { code: string } }>().error.code]).toEqual([503, "unavailable"]);
    expect(broken.times, "the request that was to fail was never made").toBeGreaterThanOrEqual(broken.from);
    breakDown("");
  };

  test("is not said to be done: a password is changed, and other sessions are over, or the browser may try again", async () => {
    const somebody = await makePerson();
    const session = await withPass(somebody.userId, await somebody.cookie());
    breakDown("PUT /user");
    await away(post(change, session, { password }));
    expect(await signIn(somebody.email, somebody.password)).toContain("foyer-session");
    breakDown("POST /logout?scope=others");
    await away(post(change, session, { password }));
    expect((await post(change, session, { password: "ten orange umbrellas" })).status).toBe(200);
  });

  test("leaves a second factor unasked: none begins, none is confirmed, and the code stays good", async () => {
    const somebody = await makePerson();
    const session = await somebody.cookie();
    // The first of these questions is whose session it is.
    breakDown("GET /user", 2);
    await away(post(enrol, session));
    breakDown("POST /factors");
    await away(post(enrol, session));
    const { factor_id, secret } = (await post(enrol, session)).json<{ factor_id: string; secret: string }>();
    const body = { factor_id, code: totpCode(secret) };
    breakDown("POST /factors/ID/challenge");
    await away(post(confirm, session, body));
    expect((await post(confirm, session, body)).status).toBe(200);
  });

  test("keeps a second factor shut, and the code good", async () => {
    const somebody = await withSecondFactor(await makePerson());
    const half = await signIn(somebody.email, somebody.password);
    const code = totpCode(somebody.totpSecret);
    breakDown("GET /user", 2);
    await away(post(show, half, { code }));
    breakDown("POST /factors/ID/verify");
    await away(post(show, half, { code }));
    expect((await post(show, half, { code })).status).toBe(200);
  });

  test("removes no second factor, and its recovery codes stay", async () => {
    const { person: owner, cookie: session } = await enrolled();
    const ask = () => post(remove, session);
    const left = () => database()`
      select 1 from private.recovery_codes c join auth.mfa_factors f using (user_id) where user_id = ${owner.userId}`;
    breakDown("GET /user", 2);
    await away(ask());
    breakDown("DELETE /factors/ID");
    await away(ask());
    expect(await left()).toHaveLength(10);
    expect((await ask()).json()).toEqual({ removed: true });
    expect(await left()).toEqual([]);
  });

  test("proves nobody, by a password it did not look at or a session it did not end", async () => {
    const { password: right, cookie: opened } = await makePerson();
    const session = await opened();
    breakDown("POST /token?grant_type=password");
    await away(post(prove, session, { password: right }));
    breakDown("POST /logout?scope=local");
    await away(post(prove, session, { password: right }));
    expect((await post(prove, session, { password: right })).json()).toEqual({ proved: true });
  });

  test("is done without it: a session that was signed out of is over, also for who has a copy of its cookies", async () => {
    const session = await (await makePerson()).cookie();
    breakDown("POST /logout?scope=local");
    const left = await post(leave, session);
    expect([left.status, broken.times, left.setCookies.get("foyer-session")]).toEqual([204, 1, ""]);
    expect(await readerOf(session)).toBeUndefined();
  });

  test("opens no session: the first of two confirmations of an address leads to the sign-in", async () => {
    next.push(json(200, { code: "200", msg: "Confirmation link accepted. Please proceed to the other mail." }));
    const body = { token_hash: "a".repeat(56), type: "email_change", next: "/account" };
    const answer = await post(confirmAddress, "", body);
    expect([answer.status, answer.json(), answer.setCookies.size]).toEqual([200, { next: "/sign-in" }, 0]);
  });
});

describe("a form for strangers", () => {
  const { lines, log } = catchLog(makeLogger);
  const doors = {
    signup: withPublic({ body: SignUp }, ({ body }) => signUp(body, log)),
    resend: withPublic({ body: ResendConfirmation }, ({ body }) => resendConfirmation(body, log)),
    recover: withPublic({ body: RequestPasswordReset }, ({ body }) => requestPasswordReset(body, log)),
  };
  type Door = keyof typeof doors;
  const all: Door[] = ["signup", "resend", "recover"];

  /** Asks at a door for a new address, of which the auth server says this. */
  async function ask(door: Door, says: Response, more: object = {}) {
    const email = `${crypto.randomUUID()}@example.com`;
    said.set(email, says);
    const answer = await post(doors[door], "", { email, full_name: "Ida Noor", password: "a violet quarry", ...more });
    return { answer, email, ...heard.get(email) };
  }

  test("hands on what was typed, and whereto the mail's link leads", async () => {
    const asked = await Promise.all(all.map((door) => ask(door, json(200, {}), { next: "/invitations/abc" })));
    const base = env().PUBLIC_BASE_URL;
    expect(asked.map(({ to, leadsTo }) => [to, leadsTo])).toEqual([
      ["/auth/v1/signup", `${base}/invitations/abc`],
      ["/auth/v1/resend", `${base}/invitations/abc`],
      ["/auth/v1/recover", `${base}/reset-password`],
    ]);
    const [signedUp, resent] = asked;
    expect(signedUp?.body).toMatchObject({
      ...{ email: signedUp?.email, password: "a violet quarry" },
      data: { full_name: "Ida Noor" },
    });
    expect(resent?.body).toMatchObject({ type: "signup", email: resent?.email });
    for (const { answer } of asked) expect(answer.json()).toEqual({ status: "check_your_mail" });
  });

  test.each<[string, readonly Door[]]>([
    ["over_email_send_rate_limit", all],
    ["user_already_exists", ["signup"]],
    ["email_exists", ["signup"]],
  ])("does not tell of %s; our log does, without the address", async (code, told) => {
    lines.splice(0);
    const asked = await Promise.all(told.map((door) => ask(door, json(422, { code, message: "No." }))));
    for (const { answer } of asked)
      expect([answer.status, answer.json()]).toEqual([200, { status: "check_your_mail" }]);
    expect(lines.filter((line) => line.includes(`"code":"${code}"`))).toHaveLength(told.length);
    expect(lines.join("\n")).not.toContain("@");
  });

  test("says what went wrong for everybody alike: the address is none, or nothing works", async () => {
    const [wrong, away] = await Promise.all([
      Promise.all(all.map((door) => ask(door, json(400, { code: "email_address_invalid", message: "No." })))),
      Promise.all(all.map((door) => ask(door, json(500, { message: "broken" })))),
    ]);
    expect(wrong.map(({ answer }) => answer.status)).toEqual([422, 422, 422]);
    expect(away.map(({ answer }) => answer.status)).toEqual([503, 503, 503]);
  });
});
