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
import { totpCode } from "@/scripts/stack/auth/totp";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { mailTo } from "../../support/mailbox";
import { makeHalfway, makeMember, makeOrganization, makePerson, withSecondFactor } from "../../support/organization";
import { cookieAfter, enrolled, forgetProof, mine, nextCode, post, reasonOf } from "../../support/second-factor";
import { signIn } from "../../support/sign-in";
import { tellOwners } from "../../support/tell-owners";

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
