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
import { readSecondFactor } from "@/lib/auth/read-second-factor";
import { withoutTenant } from "@/lib/db/tenant";
import { totpCode } from "@/scripts/stack/auth/totp";
import { database } from "../../support/database";
import { callRoute, type RouteAnswer } from "../../support/http";
import { mailsTo, mailTo } from "../../support/mailbox";
import { makeHalfway, makeMember, makeOrganization, makePerson, withSecondFactor } from "../../support/organization";
import { cookieAfter, enrolled, forgetProof, mine, nextCode, post, reasonOf } from "../../support/second-factor";
import { signIn } from "../../support/sign-in";
import { tellOwners } from "../../support/tell-owners";

/** What is left to a person of a second factor, as their account's page says it. */
const factorOf = (userId: string) => withoutTenant((tx) => readSecondFactor(tx, userId));

const subjectsTo = async (email: string) => (await mailsTo(email)).map(({ subject }) => subject);

/** What a form shows beside a field. */
const besideOf = (answer: RouteAnswer) => [
  answer.status,
  answer.json<{ error: { details?: { fields?: object } } }>().error.details?.fields,
];

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

  test("begun and left, is not asked for; beside one that is used, it changes nothing", async () => {
    const person = await makePerson();
    const enter = async () => {
      const body = { email: person.email, password: person.password, next: "/x" };
      return (await callRoute(signInRoute, { path: "/api/auth/sign-in", method: "POST", body })).json();
    };
    expect((await post(enrol, await person.cookie())).status).toBe(200);
    expect(await enter()).toEqual({ next: "/x" });
    expect(await factorOf(person.userId)).toEqual({ enrolled: false, recovery_codes_left: 0 });
    await database()`
      insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
      select gen_random_uuid(), user_id, 'Used', factor_type, 'verified', secret, now(), now()
      from auth.mfa_factors where user_id = ${person.userId}`;
    expect(await enter()).toEqual({ next: "/second-factor?next=%2Fx" });
    expect(await factorOf(person.userId)).toMatchObject({ enrolled: true });
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

describe("a recovery code", () => {
  test("lets somebody in without their phone, once, and takes the lost phone and the other codes with it", async () => {
    const { person, answer } = await enrolled();
    const [code = "", other = ""] = answer.json<{ recovery_codes: string[] }>().recovery_codes;
    const half = await person.cookie();
    expect(await factorOf(person.userId)).toEqual({ enrolled: true, recovery_codes_left: 10 });
    const wrong = "That recovery code is not right, or it has been used.";
    expect(besideOf(await post(recover, half, { code: "00000-00000" }))).toEqual([422, { code: wrong }]);
    expect(await factorOf(person.userId)).toEqual({ enrolled: true, recovery_codes_left: 10 });
    const used = await post(recover, half, { code: ` ${code.toUpperCase().replace("-", " ")} ` });
    expect(used.json()).toEqual({ next: "/" });
    expect((await mine(cookieAfter(half, used))).status).toBe(200);
    expect((await post(recover, half, { code })).status).toBe(422);
    expect((await post(recover, half, { code: other })).status).toBe(422);
    expect(await database()`select 1 from auth.mfa_factors where user_id = ${person.userId}`).toEqual([]);
    expect(await factorOf(person.userId)).toEqual({ enrolled: false, recovery_codes_left: 0 });
    expect((await mine(await person.cookie())).status).toBe(200);
    await tellOwners();
    await expect
      .poll(() => subjectsTo(person.email))
      .toContain("Foyer: A recovery code was used to sign in, and your second factor was removed");
  });

  test("of somebody else is worth nothing", async () => {
    const { answer } = await enrolled();
    const [code = ""] = answer.json<{ recovery_codes: string[] }>().recovery_codes;
    const stranger = await makeHalfway();
    expect((await post(recover, await stranger.cookie(), { code })).status).toBe(422);
  });

  test("is made for nobody who has no app it could stand in for", async () => {
    const person = await makePerson();
    expect((await post(remake, await person.cookie())).status).toBe(409);
    expect(await factorOf(person.userId)).toEqual({ enrolled: false, recovery_codes_left: 0 });
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
    expect(besideOf(await post(prove, cookie, { password: person.password }))).toEqual([
      422,
      { code: "Enter the code of your authenticator app." },
    ]);
    expect((await ask()).status).toBe(403);
    const proved = await post(prove, cookie, { code: nextCode(begun.secret) });
    expect(proved.status).toBe(204);
    const again = cookieAfter(cookie, proved);
    expect((await callRoute(remove, { path: "/", method: "DELETE", cookie: again })).status).toBe(204);
    expect(await factorOf(person.userId)).toEqual({ enrolled: false, recovery_codes_left: 0 });
    expect((await mine(await person.cookie())).status).toBe(200);
    await tellOwners();
    await expect.poll(() => subjectsTo(person.email)).toContain("Foyer: A second factor was removed from your account");
  });

  test("without a second factor the password is asked, and the session asking opens for that is gone", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    await mine(cookie);
    await forgetProof(person.userId);
    expect((await post(enrol, cookie)).json()).toMatchObject({
      error: { details: { reason: "proof_needed", by: "password" } },
    });
    for (const [body, message] of [
      [{ password: "not this one" }, "That is not your password."],
      [{ code: "123456" }, "Enter your password."],
    ] as const)
      expect(besideOf(await post(prove, cookie, body))).toEqual([422, { password: message }]);
    expect((await post(enrol, cookie)).status).toBe(403);
    expect((await post(prove, cookie, { password: person.password })).status).toBe(204);
    expect((await post(enrol, cookie)).status).toBe(200);
    expect(await database()`select 1 from auth.sessions where user_id = ${person.userId}`).toHaveLength(1);
  });
});
