import { createClient } from "@supabase/supabase-js";
import { describe, expect, test } from "vitest";
import { POST as change } from "@/app/api/auth/password/route";
import { POST as prove } from "@/app/api/auth/proofs/route";
import { POST as show } from "@/app/api/auth/second-factor/codes/route";
import { POST as recover } from "@/app/api/auth/second-factor/recoveries/route";
import { POST as unlock } from "@/app/api/auth/unlocks/route";
import { DELETE as unlockMember } from "@/app/api/v1/orgs/[org]/members/[user_id]/lock/route";
import { GET as members } from "@/app/api/v1/orgs/[org]/members/route";
import { attemptKey, guardAttempts } from "@/lib/auth/guard-attempts";
import { grantResetPass } from "@/lib/auth/reset-pass";
import { SignIn } from "@/lib/auth/schemas";
import { signIn as signInVerb } from "@/lib/auth/sign-in";
import { unlockToken } from "@/lib/auth/unlock-account";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { withPublic } from "@/lib/http/with-public";
import { createPerson } from "@/scripts/stack/auth/create-person";
import { totpCode } from "@/scripts/stack/auth/totp";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { linkIn, mailTo } from "../../support/mailbox";
import { makeOrganization, makePerson, withSecondFactor } from "../../support/organization";
import { inRequestScope } from "../../support/request-scope";
import { signIn } from "../../support/sign-in";
import { tellOwners } from "../../support/tell-owners";

const FREE = 10;

// The route without its limits of a minute, which have tests of their own.
const unlimited = withPublic({ body: SignIn }, ({ body }) => signInVerb(body));

function attempt(email: string, password: string) {
  return callRoute(unlimited, { path: "/api/auth/sign-in", method: "POST", body: { email, password } });
}

/** Failed attempts, as if they had been made before. */
async function failedBefore(key: string, failed: number, agoMs = 1_000) {
  await database()`
    insert into private.attempts (key, failed, attempted_at)
    values (${key}, ${failed}, now() - ${agoMs} * interval '1 millisecond')
    on conflict (key) do update set failed = excluded.failed, locked_until = null, attempted_at = excluded.attempted_at`;
}

const lockOf = async (key: string) =>
  (
    await database()<{ failed: number; seconds: number | null }[]>`
      select failed, round(extract(epoch from locked_until - attempted_at))::int as seconds
      from private.attempts where key = ${key}`
  )[0];

const bodyOf = (answer: Awaited<ReturnType<typeof attempt>>) => ({
  status: answer.status,
  error: { ...answer.json<{ error: object }>().error, request_id: "" },
});

describe("an account that is guessed at", () => {
  test("is locked after ten wrong passwords, for the right one too; its owner gets a mail whose link opens it", async () => {
    const person = await makePerson();
    await failedBefore(attemptKey("password", person.email), FREE - 1);
    expect((await attempt(person.email, "a guess")).status).toBe(401);
    const locked = await attempt(person.email, person.password);
    expect(locked.status).toBe(429);
    expect(locked.json()).toMatchObject({ error: { code: "rate_limited", details: { reason: "locked" } } });
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(50);
    expect(locked.setCookies.has("foyer-session")).toBe(false);

    await tellOwners();
    const mail = await mailTo(person.email);
    expect(mail.subject).toContain("locked");
    const token = new URL(linkIn(mail, "/unlock")).searchParams.get("token");
    const open = () => callRoute(unlock, { path: "/api/auth/unlocks", method: "POST", body: { token } });
    expect((await open()).status).toBe(204);
    expect((await attempt(person.email, person.password)).status).toBe(200);
    expect((await open()).status).toBe(422);
  });

  test("waits twice as long after every further failure, an hour at most, and starts anew a day later or when it was right", async () => {
    const person = await makePerson();
    const key = attemptKey("password", person.email);
    const seconds: (number | null | undefined)[] = [];
    for (const failed of [8, 9, 10, 11, 14, 15, 16, 400]) {
      await failedBefore(key, failed);
      await attempt(person.email, "a guess");
      seconds.push((await lockOf(key))?.seconds);
    }
    expect(seconds).toEqual([null, 60, 120, 240, 1920, 3600, 3600, 3600]);
    await failedBefore(key, 400, 24 * 3_600_000 + 1_000);
    expect((await attempt(person.email, "a guess")).status).toBe(401);
    expect(await lockOf(key)).toEqual({ failed: 1, seconds: null });
    expect((await attempt(person.email, person.password)).status).toBe(200);
    expect(await lockOf(key)).toBeUndefined();
  });

  test("lets no more guesses through at once than one after the other", async () => {
    const account = { account: `nobody-${crypto.randomUUID()}`, email: "nobody@example.com" };
    let judged = 0;
    const wrong = () => {
      judged += 1;
      return Promise.reject(new AppError("unauthenticated", "No.", { reason: "invalid_credentials" }));
    };
    const answers = await Promise.allSettled(
      Array.from({ length: 40 }, () => guardAttempts("password", account, wrong)),
    );
    expect(judged).toBe(FREE);
    expect(answers.filter((answer) => answer.status === "rejected")).toHaveLength(40);
  });

  test("is not locked by an auth server that does not answer", async () => {
    const account = { account: `nobody-${crypto.randomUUID()}`, email: "nobody@example.com" };
    for (let n = 0; n < FREE + 2; n++) {
      const away = guardAttempts("password", account, () => Promise.reject(new AppError("unavailable", "Away.")));
      await expect(away).rejects.toMatchObject({ code: "unavailable" });
    }
    expect(await lockOf(attemptKey("password", account.account))).toMatchObject({ failed: 0 });
  });

  test("is answered like one that does not exist: wrong, locking and locked; nobody is mailed for the latter", async () => {
    const [person, unknown] = [await makePerson(), `nobody-${crypto.randomUUID()}@example.com`];
    const answers = [];
    for (const email of [person.email, unknown]) {
      const wrong = await attempt(email, "a guess");
      await failedBefore(attemptKey("password", email), FREE - 1);
      const locking = await attempt(email, "a guess");
      const locked = await attempt(email, "a guess");
      answers.push([wrong, locking, locked].map(bodyOf));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.map(({ status }) => status)).toEqual([401, 401, 429]);
    await tellOwners();
    await mailTo(person.email);
    await expect(mailTo(unknown, 300)).rejects.toThrow("No mail");
  });
});

describe("how long a refusal takes", () => {
  const best = async (ask: () => Promise<unknown>) => {
    let least = Number.POSITIVE_INFINITY;
    for (let n = 0; n < 4; n++) {
      const begun = performance.now();
      await ask();
      least = Math.min(least, performance.now() - begun);
    }
    return least;
  };

  test("does not tell a known address from an unknown one, though comparing a password takes a while", async () => {
    const known = `slow-${crypto.randomUUID()}@example.com`;
    const unknown = `nobody-${crypto.randomUUID()}@example.com`;
    // The cost that GoTrue hashes with, not the tests'.
    await createPerson(database(), { email: known, password: "correct horse battery", full_name: "Slow" }, 10);
    const { auth } = createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
      auth: { persistSession: false },
    });
    const bare = (email: string) => best(() => auth.signInWithPassword({ email, password: "a guess" }));
    const ours = (email: string) => best(() => attempt(email, "a guess"));
    expect(Math.abs((await ours(known)) - (await ours(unknown)))).toBeLessThan(25);
    // The control: without our floor the auth server's own work tells.
    expect((await bare(known)) - (await bare(unknown))).toBeGreaterThan(25);
  });
});

describe("codes that are guessed", () => {
  test("are locked after five, for the right code and for recovery codes too; another account is not", async () => {
    const [person, other] = [await withSecondFactor(await makePerson()), await withSecondFactor(await makePerson())];
    const half = await signIn(person.email, person.password);
    const send = (route: typeof show, code: string) =>
      callRoute(route, { path: "/x", method: "POST", cookie: half, body: { code } });
    for (let n = 0; n < 3; n++) expect((await send(show, "000000")).status).toBe(422);
    for (let n = 0; n < 2; n++) expect((await send(recover, "00000-00000")).status).toBe(422);
    expect((await send(show, totpCode(person.totpSecret))).status).toBe(429);
    expect((await send(recover, "00000-00000")).status).toBe(429);
    await tellOwners();
    expect((await mailTo(person.email)).text).toContain("somebody knows your password");
    const elsewhere = await signIn(other.email, other.password);
    const body = { code: totpCode(other.totpSecret) };
    expect((await callRoute(show, { path: "/x", method: "POST", cookie: elsewhere, body })).status).toBe(200);
  });

  test("a password guessed at a screen left open counts like one at the door", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    await failedBefore(attemptKey("password", person.email), FREE - 1);
    const guess = () => callRoute(prove, { path: "/x", method: "POST", cookie, body: { password: "a guess" } });
    expect((await guess()).status).toBe(422);
    expect((await guess()).status).toBe(429);
    expect((await attempt(person.email, person.password)).status).toBe(429);
  });
});

describe("a lock", () => {
  test("is not lifted by a link that was edited or made up", async () => {
    const person = await makePerson();
    const key = attemptKey("password", person.email);
    await failedBefore(key, FREE - 1);
    await attempt(person.email, "a guess");
    const [row] = await database()<
      { at: Date }[]
    >`select first_locked_at as at from private.attempts where key = ${key}`;
    const right = unlockToken(key, row?.at ?? new Date(0));
    const [, since, signature] = right.split(".");
    const other = attemptKey("password", "somebody@example.com");
    const forged = [
      `${other}.${since}.${signature}`,
      `${key}.${Number(since) + 1}.${signature}`,
      `${key}.${since}.${"0".repeat(64)}`,
    ];
    for (const token of [...forged, "", "x"]) {
      const answer = await callRoute(unlock, { path: "/x", method: "POST", body: { token } });
      expect(answer.status).toBe(422);
    }
    expect((await attempt(person.email, person.password)).status).toBe(429);
    expect((await callRoute(unlock, { path: "/x", method: "POST", body: { token: right } })).status).toBe(204);
  });

  test("is over with the password that was guessed at: a new one, chosen by a mail's link, opens the account", async () => {
    const person = await makePerson();
    const { setCookies } = await inRequestScope(new Request("http://x/"), () => grantResetPass(person.userId));
    const cookie = `${await person.cookie()}; foyer-reset=${encodeURIComponent(setCookies.get("foyer-reset") ?? "")}`;
    await failedBefore(attemptKey("password", person.email), FREE - 1);
    await attempt(person.email, "a guess");
    expect((await attempt(person.email, person.password)).status).toBe(429);
    const password = "nine purple umbrellas";
    expect((await callRoute(change, { path: "/x", method: "POST", cookie, body: { password } })).status).toBe(200);
    expect((await attempt(person.email, password)).status).toBe(200);
  });

  test("is seen and lifted by an admin of the organization; not by a viewer, and not by another organization's admin", async () => {
    const [org, stranger] = [await makeOrganization(), await makeOrganization()];
    await failedBefore(attemptKey("password", org.viewer.email), FREE - 1);
    await attempt(org.viewer.email, "a guess");
    const lockedFor = async (cookie: string) =>
      (await callRoute(members, { path: "/api/v1/orgs/x/members", params: { org: org.slug }, cookie }))
        .json<{ data: { user_id: string; is_locked: boolean }[] }>()
        .data.filter(({ is_locked }) => is_locked)
        .map(({ user_id }) => user_id);
    const [viewer, admin] = [await org.viewer.cookie(), await org.admin.cookie()];
    expect([await lockedFor(admin), await lockedFor(viewer)]).toEqual([[org.viewer.userId], []]);
    const lift = (slug: string, cookie: string) =>
      callRoute(unlockMember, {
        path: "/x",
        method: "DELETE",
        params: { org: slug, user_id: org.viewer.userId },
        cookie,
      });
    expect((await lift(org.slug, viewer)).status).toBe(403);
    expect((await lift(stranger.slug, await stranger.admin.cookie())).status).toBe(404);
    expect(await lockedFor(admin)).toEqual([org.viewer.userId]);
    expect((await lift(org.slug, admin)).status).toBe(204);
    expect((await attempt(org.viewer.email, org.viewer.password)).status).toBe(200);
    expect((await lift(org.slug, admin)).status).toBe(409);
  });
});
