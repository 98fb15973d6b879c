import { describe, expect, test } from "vitest";
import { POST as confirm } from "@/app/api/auth/confirm/route";
import { POST as setPassword } from "@/app/api/auth/password/route";
import { POST as requestReset } from "@/app/api/auth/password-resets/route";
import { POST as signIn } from "@/app/api/auth/sign-in/route";
import { POST as signOut } from "@/app/api/auth/sign-out/route";
import { POST as signUp } from "@/app/api/auth/sign-up/route";
import { GET as organizations } from "@/app/api/v1/orgs/route";
import { hashToken } from "@/scripts/stack/auth/auth-store";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makePerson } from "../../support/organization";
import { cookieAfter, reasonOf } from "../../support/second-factor";

const post = (path: string, body: unknown, cookie?: string) => ({
  path,
  method: "POST" as const,
  body,
  ...(cookie ? { cookie } : {}),
});

const cookieOf = (set: Map<string, string>) =>
  [...set].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; ");

/** What the auth server writes when it mails a link of this kind. */
async function mailedToken(person: { userId: string; email: string }, column: "recovery_token" | "confirmation_token") {
  const token = hashToken(person.email, "123456");
  await database()`
    update auth.users set ${database()({ [column]: token, [column.replace("_token", "_sent_at")]: new Date() })}
    where id = ${person.userId}`;
  return token;
}

describe("signing in", () => {
  test("opens a session that our routes know, and says where to go", async () => {
    const person = await makePerson();
    const body = { email: ` ${person.email.toUpperCase()} `, password: person.password, next: "/harbour/calls?a=1" };
    const answer = await callRoute(signIn, post("/api/auth/sign-in", body));
    expect(answer.json()).toEqual({ next: "/harbour/calls?a=1" });
    const mine = await callRoute(organizations, { path: "/", cookie: cookieOf(answer.setCookies) });
    expect(mine.json()).toEqual({ data: [], next_cursor: null });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });

  test("never sends anybody to another site", async () => {
    const person = await makePerson();
    const body = { email: person.email, password: person.password, next: "//evil.example" };
    expect((await callRoute(signIn, post("/api/auth/sign-in", body))).json()).toEqual({ next: "/" });
  });

  test("a wrong password and an unknown address are answered alike, in words and in time", async () => {
    const person = await makePerson();
    const attempt = async (email: string) => {
      const begun = performance.now();
      const answer = await callRoute(signIn, post("/api/auth/sign-in", { email, password: "not this one" }));
      const { error } = answer.json<{ error: Record<string, unknown> }>();
      return { status: answer.status, error: { ...error, request_id: "" }, ms: performance.now() - begun };
    };
    const known = await attempt(person.email);
    const unknown = await attempt(`nobody-${person.email}`);
    expect({ ...known, ms: 0 }).toEqual({ ...unknown, ms: 0 });
    expect(known.status).toBe(401);
    expect(Math.min(known.ms, unknown.ms)).toBeGreaterThanOrEqual(395);
  });

  test("writes the profile of somebody who has none", async () => {
    const person = await makePerson();
    await database()`delete from public.profiles where user_id = ${person.userId}`;
    await callRoute(signIn, post("/api/auth/sign-in", { email: person.email, password: person.password }));
    const rows = await database()`select email, full_name from public.profiles where user_id = ${person.userId}`;
    expect(rows).toEqual([{ email: person.email, full_name: expect.stringMatching(/^Person-/) }]);
  });

  test.each<[string, unknown, string]>([
    ["longer than any name", "N".repeat(121), "N".repeat(120)],
    ["no text", { first: "Ida" }, ""],
  ])("writes no name that is %s", async (_, given, kept) => {
    const person = await makePerson();
    const metadata = database().json({ full_name: given } as never);
    await database()`update auth.users set raw_user_meta_data = ${metadata} where id = ${person.userId}`;
    await database()`delete from public.profiles where user_id = ${person.userId}`;
    const answer = await callRoute(signIn, post("/api/auth/sign-in", person));
    expect(answer.status).toBe(200);
    const rows = await database()`select full_name from public.profiles where user_id = ${person.userId}`;
    expect(rows).toEqual([{ full_name: kept }]);
  });

  test.each([
    [{ email: "nobody", password: "x" }, "email"],
    [{ email: "nobody@example.com", password: "" }, "password"],
    [{}, "email"],
  ])("%j is refused by name", async (body, field) => {
    const answer = await callRoute(signIn, post("/api/auth/sign-in", body));
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ error: { details: { fields: { [field]: expect.any(String) } } } });
  });

  test("a foreign site cannot sign anybody in", async () => {
    const person = await makePerson();
    const call = post("/api/auth/sign-in", { email: person.email, password: person.password });
    const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect((await callRoute(signIn, { ...call, headers })).status).toBe(403);
  });

  test("the sixth attempt at an account within a minute is refused, however good; another account is not", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const attempt = (email: string, password: string) =>
      callRoute(signIn, post("/api/auth/sign-in", { email, password }));
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => attempt(person.email, "guess")));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    // The answer tells of the limit that is nearest: in the end the account's, whatever others at this address have done.
    expect(answers.map(({ headers }) => headers.get("ratelimit-limit"))).toContain("5");
    const sixth = await attempt(person.email, person.password);
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(sixth.headers.get("ratelimit-remaining")).toBe("0");
    expect(sixth.setCookies.size).toBe(0);
    expect((await attempt(other.email, other.password)).status).toBe(200);
  });

  test("signing out ends the session at the auth server, not just in the browser", async () => {
    const person = await makePerson();
    const [cookie, elsewhere] = [await person.cookie(), await person.cookie()];
    expect((await callRoute(signOut, post("/api/auth/sign-out", {}, cookie))).status).toBe(204);
    expect((await callRoute(organizations, { path: "/", cookie })).status).toBe(401);
    expect((await callRoute(organizations, { path: "/", cookie: elsewhere })).status).toBe(200);
    expect((await callRoute(signOut, post("/api/auth/sign-out", {}))).status).toBe(204);
  });
});

describe("links in mails", () => {
  test("a confirmation works once, opens a session and leads on", async () => {
    const person = await makePerson();
    const token_hash = await mailedToken(person, "confirmation_token");
    await database()`update auth.users set email_confirmed_at = null where id = ${person.userId}`;
    const link = { token_hash, type: "signup", next: "/invitations/abc" };
    const answer = await callRoute(confirm, post("/api/auth/confirm", link));
    expect(answer.json()).toEqual({ next: "/invitations/abc" });
    expect((await callRoute(organizations, { path: "/", cookie: cookieOf(answer.setCookies) })).status).toBe(200);
    const again = await callRoute(confirm, post("/api/auth/confirm", link));
    expect(again.status).toBe(422);
    expect(again.json()).toMatchObject({ error: { details: { reason: "link_expired" } } });
  });

  test("an invented token confirms nothing", async () => {
    const answer = await callRoute(confirm, post("/api/auth/confirm", { token_hash: "f".repeat(64), type: "signup" }));
    expect(answer.status).toBe(422);
    expect(answer.setCookies.size).toBe(0);
  });

  test("a reset link leads to a new password, which ends the other sessions and works from then on", async () => {
    const person = await makePerson();
    const elsewhere = await person.cookie();
    const token_hash = await mailedToken(person, "recovery_token");
    const confirmed = await callRoute(confirm, post("/api/auth/confirm", { token_hash, type: "recovery" }));
    expect(confirmed.json()).toEqual({ next: "/reset-password" });
    const cookie = cookieOf(confirmed.setCookies);
    const password = "nine purple umbrellas";
    const choose = (chosen: string, jar: string) =>
      callRoute(setPassword, post("/api/auth/password", { password: chosen }, jar));
    // What whoever knows the person would try, and the one they have.
    for (const [chosen, advice] of [
      [person.email.split("@")[0] ?? "", "for somebody who knows you"],
      [person.password, "the password you have now"],
    ] as const) {
      const refused = await choose(chosen, cookie);
      expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(advice)]);
    }
    expect((await callRoute(organizations, { path: "/", cookie: elsewhere })).status).toBe(200);
    const changed = await choose(password, cookie);
    expect(changed.json()).toEqual({ next: "/" });
    expect((await callRoute(organizations, { path: "/", cookie: elsewhere })).status).toBe(401);
    // The browser that came through the mail stays signed in, and its pass was good for one password.
    const after = cookieAfter(cookie, changed);
    expect((await callRoute(organizations, { path: "/", cookie: after })).status).toBe(200);
    const repeated = await choose("ten orange umbrellas", after);
    expect([repeated.status, reasonOf(repeated)]).toEqual([403, "link_expired"]);
    const again = await callRoute(signIn, post("/api/auth/sign-in", { email: person.email, password }));
    expect(again.status).toBe(200);
  });

  test("a mere session changes no password, and neither does a pass of somebody else or one past its time", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const session = await person.cookie();
    const token_hash = await mailedToken(other, "recovery_token");
    const confirmed = await callRoute(confirm, post("/api/auth/confirm", { token_hash, type: "recovery" }));
    const pass = confirmed.setCookies.get("foyer-reset") ?? "";
    expect(pass).toMatch(/^\d+\./);
    const old = pass.replace(/^\d+/, String(Date.now() - 1));
    for (const cookie of [session, `${session}; foyer-reset=${pass}`, `${session}; foyer-reset=${old}`]) {
      const answer = await callRoute(
        setPassword,
        post("/api/auth/password", { password: "nine purple umbrellas" }, cookie),
      );
      expect(answer.status).toBe(403);
    }
    expect(
      (await callRoute(setPassword, post("/api/auth/password", { password: "nine purple umbrellas" }))).status,
    ).toBe(401);
    const unchanged = await callRoute(signIn, post("/api/auth/sign-in", person));
    expect(unchanged.status).toBe(200);
  });
});

describe("opening an account", () => {
  test.each([
    [{ full_name: " " }, "full_name"],
    [{ email: "x" }, "email"],
    [{ password: "short" }, "password"],
    [{ password: "aaaaaaaaaaaa" }, "password"],
    [{ password: `long ${"é".repeat(40)}` }, "password"],
  ])("%j is refused by name", async (change, field) => {
    const good = { full_name: "Dana", email: "dana@example.com", password: "seven green lamps" };
    const answer = await callRoute(signUp, post("/api/auth/sign-up", { ...good, ...change }));
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ error: { details: { fields: { [field]: expect.any(String) } } } });
  });

  test("with a password made of one's own address or name is refused", async () => {
    for (const own of ["harbourlantern4821", "Quillon Varnadoe"]) {
      const body = { full_name: "Quillon Varnadoe", email: "harbourlantern4821@example.com", password: own };
      const answer = await callRoute(signUp, post("/api/auth/sign-up", body));
      expect([answer.status, answer.text]).toEqual([422, expect.stringContaining("for somebody who knows you")]);
    }
  });

  test("a known address is answered like a new one, and its account stays as it is", async () => {
    const person = await makePerson();
    const body = { full_name: "Somebody Else", email: person.email, password: "seven green lamps" };
    const answer = await callRoute(signUp, post("/api/auth/sign-up", body));
    expect([answer.status, answer.json()]).toEqual([200, { status: "check_your_mail" }]);
    expect(answer.setCookies.has("foyer-session")).toBe(false);
    expect((await callRoute(signIn, post("/api/auth/sign-in", person))).status).toBe(200);
  });

  test("a reset for an unknown address is answered like one for a known one", async () => {
    const answer = await callRoute(requestReset, post("/api/auth/password-resets", { email: "nobody@example.com" }));
    expect([answer.status, answer.json()]).toEqual([200, { status: "check_your_mail" }]);
  });
});
