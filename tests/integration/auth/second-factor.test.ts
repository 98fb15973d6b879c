import { describe, expect, test } from "vitest";
import { POST as prove } from "@/app/api/auth/proofs/route";
import { POST as show } from "@/app/api/auth/second-factor/codes/route";
import { POST as confirm } from "@/app/api/auth/second-factor/confirmations/route";
import { POST as enrol } from "@/app/api/auth/second-factor/enrolments/route";
import { POST as recover } from "@/app/api/auth/second-factor/recoveries/route";
import { POST as remake } from "@/app/api/auth/second-factor/recovery-codes/route";
import { DELETE as remove } from "@/app/api/auth/second-factor/route";
import { POST as signInRoute } from "@/app/api/auth/sign-in/route";
import { GET as overview } from "@/app/api/v1/orgs/[org]/route";
import { GET as organizations } from "@/app/api/v1/orgs/route";
import { totpCode } from "@/scripts/stack/auth/totp";
import { database } from "../../support/database";
import { callRoute, type RouteAnswer } from "../../support/http";
import { mailTo } from "../../support/mailbox";
import { makeHalfway, makeMember, makeOrganization, makePerson, withSecondFactor } from "../../support/organization";
import { directly, signIn } from "../../support/sign-in";
import { tellOwners } from "../../support/tell-owners";

const post = (route: Parameters<typeof callRoute>[0], cookie: string, body: unknown = {}) =>
  callRoute(route, { path: "/api/auth/x", method: "POST", cookie, body });

/** The browser's cookies after an answer. */
function cookieAfter(before: string, { setCookies }: RouteAnswer): string {
  const jar = new Map(before.split("; ").map((pair) => [pair.slice(0, pair.indexOf("=")), pair]));
  for (const [name, value] of setCookies) jar.set(name, `${name}=${encodeURIComponent(value)}`);
  return [...jar.values()].join("; ");
}

const reasonOf = (answer: RouteAnswer) =>
  answer.json<{ error: { details?: { reason?: string } } }>().error.details?.reason;
/** The code of the next half minute, which is right already: that of this one has been shown. */
const nextCode = (secret: string) => totpCode(secret, Date.now() + 30_000);
const mine = (cookie: string) => callRoute(organizations, { path: "/api/v1/orgs", cookie });

async function forgetProof(userId: string) {
  await database()`update private.sessions set proved_at = now() - interval '11 minutes' where user_id = ${userId}`;
}

async function enrolled() {
  const person = await makePerson();
  const before = await person.cookie();
  const begun = (await post(enrol, before)).json<{ factor_id: string; secret: string; qr_code: string }>();
  const answer = await post(confirm, before, { factor_id: begun.factor_id, code: totpCode(begun.secret) });
  return { person, before, begun, answer, cookie: cookieAfter(before, answer) };
}

describe("a second factor", () => {
  test("is set up by a right code only; then there are ten recovery codes, and a mail to the owner", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    const begun = (await post(enrol, cookie)).json<{ factor_id: string; secret: string; qr_code: string }>();
    expect(begun.qr_code).toMatch(/^data:image\/svg/);
    const wrong = await post(confirm, cookie, { factor_id: begun.factor_id, code: totpCode(begun.secret, 0) });
    expect(wrong.status).toBe(422);
    expect(wrong.json()).toMatchObject({ error: { details: { fields: { code: expect.any(String) } } } });
    const right = await post(confirm, cookie, { factor_id: begun.factor_id, code: totpCode(begun.secret) });
    const { recovery_codes } = right.json<{ recovery_codes: string[] }>();
    expect(new Set(recovery_codes).size).toBe(10);
    expect(recovery_codes.every((code) => /^[0-9a-z]{5}-[0-9a-z]{5}$/.test(code))).toBe(true);
    expect((await mine(cookieAfter(cookie, right))).status).toBe(200);
    await tellOwners();
    expect((await mailTo(person.email)).subject).toContain("second factor was added");
    const kept = await database()`select code_hash from private.recovery_codes where user_id = ${person.userId}`;
    expect(JSON.stringify(kept)).not.toContain(recovery_codes[0]?.slice(0, 5));
  });

  test("begun and left, is begun anew; a second one is refused", async () => {
    const { begun, cookie } = await enrolled();
    expect(begun.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect((await post(enrol, cookie)).status).toBe(409);
    const person = await makePerson();
    const other = await person.cookie();
    expect((await post(enrol, other)).status).toBe(200);
    expect((await post(enrol, other)).status).toBe(200);
  });

  test("that has not been shown keeps everything shut: account, organization, its own removal", async () => {
    const organization = await makeOrganization();
    const person = await withSecondFactor(await makeMember(organization.id, "org_admin"));
    const signedIn = await callRoute(signInRoute, {
      path: "/api/auth/sign-in",
      method: "POST",
      body: { email: person.email, password: person.password, next: "/x" },
    });
    expect(signedIn.json()).toEqual({ next: "/second-factor?next=%2Fx" });
    const half = cookieAfter("", signedIn);
    const shut = [
      await mine(half),
      await callRoute(overview, { path: "/", params: { org: organization.slug }, cookie: half }),
      await callRoute(remove, { path: "/", method: "DELETE", cookie: half }),
      await post(remake, half),
      await post(prove, half, { password: person.password }),
    ];
    expect(shut.map((answer) => [answer.status, reasonOf(answer)])).toEqual(shut.map(() => [403, "code_needed"]));
    const shown = await post(show, half, { code: totpCode(person.totpSecret), next: "//evil.example" });
    expect(shown.json()).toEqual({ next: "/" });
    const whole = cookieAfter(half, shown);
    const open = await callRoute(overview, { path: "/", params: { org: organization.slug }, cookie: whole });
    expect(open.status).toBe(200);
  });

  test("wrongly shown opens nothing, and neither does no code at all", async () => {
    const person = await withSecondFactor(await makePerson());
    const half = await signIn(person.email, person.password);
    for (const code of ["000000", "12345", "", totpCode(person.totpSecret, 0)]) {
      const answer = await post(show, half, { code });
      expect(answer.status).toBe(422);
      expect((await mine(cookieAfter(half, answer))).status).toBe(403);
    }
  });

  test("shown, is typed with spaces as well", async () => {
    const person = await withSecondFactor(await makePerson());
    const code = totpCode(person.totpSecret);
    const half = await signIn(person.email, person.password);
    expect((await post(show, half, { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })).status).toBe(200);
  });
});

describe("a code", () => {
  const USED = expect.stringContaining("used already");
  const fieldOf = (answer: RouteAnswer) =>
    answer.json<{ error: { details?: { fields?: { code?: string } } } }>().error.details?.fields?.code;

  test("opens one door once: not a second session, nor the question at a screen left open", async () => {
    const person = await withSecondFactor(await makePerson());
    const code = totpCode(person.totpSecret);
    const [first, second] = [
      await signIn(person.email, person.password),
      await signIn(person.email, person.password),
    ] as const;
    const shown = await post(show, first, { code });
    expect(shown.status).toBe(200);
    // What the auth server does with the session that is weaker is its own affair; the code is refused before.
    const again = await signIn(person.email, person.password);
    for (const [route, cookie] of [
      [show, again],
      [prove, cookieAfter(first, shown)],
    ] as const) {
      const refused = await post(route, cookie, { code });
      expect([refused.status, fieldOf(refused)]).toEqual([422, USED]);
    }
    expect((await mine(again)).status).toBe(403);
    expect((await mine(second)).status).not.toBe(200);
    expect((await post(show, again, { code: nextCode(person.totpSecret) })).status).toBe(200);
  });

  test("shown twice at the same moment goes through once", async () => {
    const person = await withSecondFactor(await makePerson());
    const code = totpCode(person.totpSecret);
    const half = await signIn(person.email, person.password);
    const answers = await Promise.all(Array.from({ length: 4 }, () => post(show, half, { code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
  });

  test("that set the app up does not sign in with it", async () => {
    const { person, begun, answer } = await enrolled();
    expect(answer.status).toBe(200);
    const refused = await post(show, await person.cookie(), { code: totpCode(begun.secret) });
    // At the turn of the half minute the app shows another one, which is good.
    if (refused.status !== 200) expect(fieldOf(refused)).toEqual(USED);
    const [kept] =
      await database()`select count(*)::int as codes from private.used_codes where user_id = ${person.userId}`;
    expect(kept?.codes).toBe(refused.status === 200 ? 2 : 1);
  });

  test("that was wrong is not used up, and of somebody else uses up nothing", async () => {
    const [person, other] = [await withSecondFactor(await makePerson()), await withSecondFactor(await makePerson())];
    const half = await signIn(person.email, person.password);
    const code = totpCode(other.totpSecret);
    expect((await post(show, half, { code })).status).toBe(422);
    expect((await post(show, await signIn(other.email, other.password), { code })).status).toBe(200);
    const used = await database()`select 1 from private.used_codes where user_id = ${person.userId}`;
    expect(used).toEqual([]);
  });

  test("shown to the auth server past our door raises nothing here; the control: there it is taken twice", async () => {
    const person = await withSecondFactor(await makePerson());
    const code = totpCode(person.totpSecret);
    expect((await post(show, await signIn(person.email, person.password), { code })).status).toBe(200);
    const past = await directly(person, code);
    expect(past.error).toBeNull();
    expect((await mine(past.cookie)).status).toBe(403);
    // The same session counts from the moment in which its code is shown to us.
    const shown = await post(show, past.cookie, { code: nextCode(person.totpSecret) });
    expect((await mine(cookieAfter(past.cookie, shown))).status).toBe(200);
  });
});

describe("a recovery code", () => {
  test("lets somebody in without their phone, once, and takes the lost phone and the other codes with it", async () => {
    const { person, answer } = await enrolled();
    const [code = "", other = ""] = answer.json<{ recovery_codes: string[] }>().recovery_codes;
    const half = await person.cookie();
    expect((await post(recover, half, { code: "00000-00000" })).status).toBe(422);
    const used = await post(recover, half, { code: ` ${code.toUpperCase().replace("-", " ")} ` });
    expect(used.json()).toEqual({ next: "/" });
    expect((await mine(cookieAfter(half, used))).status).toBe(200);
    expect((await post(recover, half, { code })).status).toBe(422);
    expect((await post(recover, half, { code: other })).status).toBe(422);
    expect(await database()`select 1 from auth.mfa_factors where user_id = ${person.userId}`).toEqual([]);
    expect((await mine(await person.cookie())).status).toBe(200);
  });

  test("of somebody else is worth nothing", async () => {
    const { answer } = await enrolled();
    const [code = ""] = answer.json<{ recovery_codes: string[] }>().recovery_codes;
    const stranger = await makeHalfway();
    expect((await post(recover, await stranger.cookie(), { code })).status).toBe(422);
  });

  test("stops to work when new ones are made", async () => {
    const { person, answer, cookie } = await enrolled();
    const [old = ""] = answer.json<{ recovery_codes: string[] }>().recovery_codes;
    const made = await post(remake, cookie);
    const [fresh = ""] = made.json<{ recovery_codes: string[] }>().recovery_codes;
    const half = await person.cookie();
    expect((await post(recover, half, { code: old })).status).toBe(422);
    expect((await post(recover, half, { code: fresh })).status).toBe(200);
  });
});

describe("step-up", () => {
  test("the code is asked again ten minutes later, before the factor is removed; the password alone will not do", async () => {
    const { person, cookie, begun } = await enrolled();
    const ask = () => callRoute(remove, { path: "/", method: "DELETE", cookie });
    await forgetProof(person.userId);
    const refused = await ask();
    expect(refused.json()).toMatchObject({ error: { details: { reason: "proof_needed", by: "code" } } });
    expect((await post(prove, cookie, { password: person.password })).status).toBe(422);
    expect((await ask()).status).toBe(403);
    const proved = await post(prove, cookie, { code: nextCode(begun.secret) });
    expect(proved.status).toBe(204);
    const again = cookieAfter(cookie, proved);
    expect((await callRoute(remove, { path: "/", method: "DELETE", cookie: again })).status).toBe(204);
    expect((await mine(await person.cookie())).status).toBe(200);
  });

  test("without a second factor the password is asked, and the session asking opens for that is gone", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    await mine(cookie);
    await forgetProof(person.userId);
    expect((await post(enrol, cookie)).json()).toMatchObject({
      error: { details: { reason: "proof_needed", by: "password" } },
    });
    expect((await post(prove, cookie, { password: "not this one" })).status).toBe(422);
    expect((await post(enrol, cookie)).status).toBe(403);
    expect((await post(prove, cookie, { password: person.password })).status).toBe(204);
    expect((await post(enrol, cookie)).status).toBe(200);
    expect(await database()`select 1 from auth.sessions where user_id = ${person.userId}`).toHaveLength(1);
  });
});

describe("a session", () => {
  const age = (column: string, interval: string, userId: string) =>
    database().unsafe(`update auth.sessions set ${column} = now() - $1::interval where user_id = $2`, [
      interval,
      userId,
    ]);
  const seen = (userId: string, ago: string) => database()`
    insert into private.sessions (id, user_id, seen_at, proved_at)
    select id, user_id, now() - ${ago}::interval, now() from auth.sessions where user_id = ${userId}`;

  test("ends thirty days after it began, and is gone at the auth server as well", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    await age("created_at", "29 days 23 hours", person.userId);
    await seen(person.userId, "6 days");
    expect((await mine(cookie)).status).toBe(200);
    const other = await makePerson();
    const old = await other.cookie();
    await age("created_at", "30 days 1 minute", other.userId);
    await seen(other.userId, "6 days");
    expect((await mine(old)).status).toBe(401);
    expect(await database()`select 1 from auth.sessions where user_id = ${other.userId}`).toEqual([]);
  });

  test("ends after seven days unused", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    await age("created_at", "7 days 1 hour", person.userId);
    expect((await mine(cookie)).status).toBe(401);
  });

  test("used within the week lives on", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    for (const [each, unused, status] of [
      [person, "6 days", 200],
      [other, "8 days", 401],
    ] as const) {
      const cookie = await each.cookie();
      await age("created_at", "20 days", each.userId);
      await seen(each.userId, unused);
      expect((await mine(cookie)).status).toBe(status);
    }
  });
});
