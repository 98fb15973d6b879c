import { describe, expect, test } from "vitest";
import { POST as prove } from "@/app/api/auth/proofs/route";
import { POST as show } from "@/app/api/auth/second-factor/codes/route";
import { POST as confirm } from "@/app/api/auth/second-factor/confirmations/route";
import { POST as enrol } from "@/app/api/auth/second-factor/enrolments/route";
import { totpCode } from "@/scripts/stack/auth/totp";
import { database } from "../../support/database";
import type { RouteAnswer } from "../../support/http";
import { makePerson, withSecondFactor } from "../../support/organization";
import { cookieAfter, enrolled, forgetProof, mine, nextCode, post, reasonOf } from "../../support/second-factor";
import { directly, signIn } from "../../support/sign-in";

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

describe("at a screen left open", () => {
  /** What a grave act is answered that asks for a proof of the last ten minutes. */
  const gravely = async (cookie: string) => {
    const answer = await post(enrol, cookie);
    return [answer.status, answer.status === 403 ? reasonOf(answer) : undefined];
  };

  test("digits prove nothing where there is no app that could show them", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    await mine(cookie);
    await forgetProof(person.userId);
    expect(await gravely(cookie)).toEqual([403, "proof_needed"]);
    await post(show, cookie, { code: "123456" });
    expect(await gravely(cookie)).toEqual([403, "proof_needed"]);
    expect((await post(prove, cookie, { password: person.password })).status).toBe(204);
    expect(await gravely(cookie)).toEqual([200, undefined]);
  });

  test("neither do they where the app was removed a moment ago, in another window", async () => {
    const { person, cookie } = await enrolled();
    expect((await mine(cookie)).status).toBe(200);
    await forgetProof(person.userId);
    await database()`select private.remove_second_factor(${person.userId}::uuid)`;
    expect((await post(prove, cookie, { code: "123456" })).status).toBe(422);
    const [kept] = await database()`select proved_at > now() - interval '9 minutes' as proved
      from private.sessions where user_id = ${person.userId}`;
    expect(kept).toEqual({ proved: false });
  });

  test("the app in use is not set up again: no codes are tried at it there, and no recovery codes come of it", async () => {
    const { begun, cookie } = await enrolled();
    const again = await post(confirm, cookie, { factor_id: begun.factor_id, code: nextCode(begun.secret) });
    expect([again.status, again.text.includes("recovery_codes")]).toEqual([409, false]);
  });

  test("no codes are tried at an app that was begun and left, either", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    const { factor_id, secret } = (await post(enrol, cookie)).json<{ factor_id: string; secret: string }>();
    await forgetProof(person.userId);
    const tried = await post(confirm, cookie, { factor_id, code: totpCode(secret) });
    expect([tried.status, reasonOf(tried)]).toEqual([403, "proof_needed"]);
    await post(prove, cookie, { password: person.password });
    expect((await post(confirm, cookie, { factor_id, code: totpCode(secret) })).status).toBe(200);
  });
});
