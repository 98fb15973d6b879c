import { randomUUID } from "node:crypto";
import { serve } from "@hono/node-server";
import { createClient } from "@supabase/supabase-js";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { POST } from "@/app/api/auth/hooks/send-email/route";
import { env } from "@/lib/env";
import { database } from "../../support/database";
import { linkIn, mailTo } from "../../support/mailbox";

type Hook = { path: string; headers: Record<string, string>; body: string };

/** Our application is not served here: this listens on its address, keeps what the auth server sends and answers as told. */
const received: Hook[] = [];
let answer: (hook: Request) => Response | Promise<Response> = () => Response.json({});
let server: ReturnType<typeof serve>;

beforeAll(() => {
  server = serve({
    port: Number(new URL(env().PUBLIC_BASE_URL).port),
    hostname: "localhost",
    fetch: async (request) => {
      received.push({
        path: new URL(request.url).pathname,
        headers: Object.fromEntries(request.headers),
        body: await request.clone().text(),
      });
      return answer(request);
    },
  });
});
afterEach(() => {
  received.length = 0;
  answer = () => Response.json({});
});
afterAll(() => void server.close());

const client = () =>
  createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, { auth: { persistSession: false } }).auth;
const newcomer = () => ({ email: `new-${randomUUID()}@example.com`, password: "long enough 1" });
const lastHook = () => JSON.parse(received.at(-1)?.body ?? "{}");
const exists = async (email: string) =>
  (await database()`select 1 from auth.users where email = ${email}`).length === 1;

describe("mail of the embedded auth server", () => {
  test("a sign-up sends the signed hook, and its token hash confirms the address", async () => {
    const auth = client();
    const person = newcomer();
    const { data, error } = await auth.signUp({ ...person, options: { data: { full_name: "Ida Noor" } } });
    expect(error).toBeNull();
    expect(data.session).toBeNull();
    const hook = received[0];
    expect(hook?.path).toBe("/api/auth/hooks/send-email");
    const hookSecret = new Webhook(env().SEND_EMAIL_HOOK_SECRET.replace("v1,", ""));
    expect(() => hookSecret.verify(hook?.body ?? "", hook?.headers ?? {})).not.toThrow();
    expect(() => hookSecret.verify(`${hook?.body} `, hook?.headers ?? {})).toThrow();
    expect(lastHook()).toMatchObject({
      metadata: { name: "send-email" },
      user: { email: person.email, user_metadata: { full_name: "Ida Noor" } },
      email_data: { email_action_type: "signup", token: expect.stringMatching(/^\d{6}$/) },
    });
    expect((await auth.signInWithPassword(person)).error?.code).toBe("email_not_confirmed");
    const { token_hash } = lastHook().email_data;
    const confirmed = await auth.verifyOtp({ type: "email", token_hash });
    expect(confirmed.data.user?.email).toBe(person.email);
    expect((await auth.verifyOtp({ type: "email", token_hash })).error?.code).toBe("otp_expired");
    expect((await client().signInWithPassword(person)).error).toBeNull();
  });

  test("when the hook refuses, the sign-up fails and leaves no account behind", async () => {
    answer = () => Response.json({ error: { http_code: 503, message: "Mail is down" } });
    const person = newcomer();
    const { error } = await client().signUp(person);
    expect(error).toMatchObject({ status: 503, message: "Mail is down" });
    expect(await exists(person.email)).toBe(false);
    answer = () => Response.json({});
    expect((await client().signUp(person)).error).toBeNull();
  });

  test("an error page, a wrong content type and an unauthorized answer fail the sign-up as hosted Supabase does", async () => {
    const outcomes = [];
    for (const response of [
      () => new Response("oops", { status: 500 }),
      () => new Response("ok", { headers: { "content-type": "text/plain" } }),
      () => new Response(null, { status: 401 }),
    ]) {
      answer = response;
      const { error } = await client().signUp(newcomer());
      outcomes.push([error?.status, error?.message]);
    }
    expect(outcomes).toEqual([
      [500, "Unexpected status code returned from hook: 500"],
      [400, "Invalid Content-Type header. Expected: application/json"],
      [500, "Hook requires authorization token"],
    ]);
  });

  test("the hook is tried again after 503 with retry-after, under a new id with the same bytes", async () => {
    answer = () =>
      received.length < 2 ? new Response(null, { status: 503, headers: { "retry-after": "1" } }) : Response.json({});
    expect((await client().signUp(newcomer())).error).toBeNull();
    expect(received).toHaveLength(2);
    expect(received[0]?.body).toBe(received[1]?.body);
    expect(received[0]?.headers["webhook-id"]).not.toBe(received[1]?.headers["webhook-id"]);
  });

  test("signing up with an address that has an account looks like any sign-up and sends nothing", async () => {
    const auth = client();
    const person = newcomer();
    await auth.signUp(person);
    await auth.verifyOtp({ type: "email", token_hash: lastHook().email_data.token_hash });
    received.length = 0;
    const again = await client().signUp({ ...person, password: "another one 2" });
    expect(again.error).toBeNull();
    expect(again.data.user?.email).toBe(person.email);
    expect(received).toHaveLength(0);
    expect((await client().signInWithPassword(person)).error).toBeNull();
  });

  test("a confirmation can be sent again, and only the newest link works", async () => {
    const auth = client();
    const person = newcomer();
    await auth.signUp(person);
    const first = lastHook().email_data.token_hash;
    await expect
      .poll(async () => (await auth.resend({ type: "signup", email: person.email })).error, { timeout: 30_000 })
      .toBeNull();
    const second = lastHook().email_data.token_hash;
    expect(second).not.toBe(first);
    expect((await auth.verifyOtp({ type: "signup", token_hash: first })).error?.code).toBe("otp_expired");
    expect((await auth.verifyOtp({ type: "signup", token_hash: second })).error).toBeNull();
  });

  test("a forgotten password is mailed to its owner, asked for with the page to return to", async () => {
    const auth = client();
    const person = newcomer();
    await auth.signUp(person);
    await auth.verifyOtp({ type: "email", token_hash: lastHook().email_data.token_hash });
    received.length = 0;
    const redirectTo = `${env().PUBLIC_BASE_URL}/reset-password`;
    await client().resetPasswordForEmail(person.email, { redirectTo });
    expect(lastHook().email_data).toMatchObject({ email_action_type: "recovery", redirect_to: redirectTo });
    await auth.verifyOtp({ type: "recovery", token_hash: lastHook().email_data.token_hash });
    expect((await auth.updateUser({ password: "brand new 3" })).error).toBeNull();
    expect((await client().signInWithPassword({ ...person, password: "brand new 3" })).error).toBeNull();
  });

  test("asking for an unknown address answers alike and sends nothing", async () => {
    expect((await client().resetPasswordForEmail("nobody@example.com")).error).toBeNull();
    expect(received).toHaveLength(0);
  });

  test("a mail never leads to a foreign page", async () => {
    const person = newcomer();
    await client().signUp({ ...person, options: { emailRedirectTo: "https://evil.example/x" } });
    expect(lastHook().email_data.redirect_to).toBe(env().PUBLIC_BASE_URL);
  });

  test("Storage opens for the secret key alone", async () => {
    const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
    const headers = { apikey: SUPABASE_PUBLISHABLE_KEY, authorization: `Bearer ${SUPABASE_PUBLISHABLE_KEY}` };
    const refused = await fetch(`${SUPABASE_URL}/storage/v1/object/audit-anchors/a/b.json`, { headers });
    expect(await refused.json()).toMatchObject({ statusCode: "403" });
    expect((await fetch(`${SUPABASE_URL}/storage/v1/bucket`)).status).toBe(400);
  });

  test("the Data API and passwordless sign-in are closed", async () => {
    for (const path of ["/rest/v1/organizations", "/auth/v1/otp", "/auth/v1/admin/users"]) {
      const headers = { apikey: env().SUPABASE_PUBLISHABLE_KEY };
      expect((await fetch(`${env().SUPABASE_URL}${path}`, { headers })).status).toBe(404);
    }
  });

  test("with our own hook route behind it, a sign-up ends in a mail whose link confirms the address", async () => {
    answer = (hook) => POST(hook, { params: Promise.resolve({}) });
    const person = newcomer();
    const { error } = await client().signUp({ ...person, options: { data: { full_name: "Ida Noor" } } });
    expect(error).toBeNull();
    const mail = await mailTo(person.email);
    const link = new URL(linkIn(mail, "token_hash="));
    expect(link.origin).toBe(env().PUBLIC_BASE_URL);
    expect((await client().signInWithPassword(person)).error?.code).toBe("email_not_confirmed");
    const auth = client();
    const token_hash = link.searchParams.get("token_hash") ?? "";
    expect((await auth.verifyOtp({ type: "email", token_hash })).error).toBeNull();
    expect((await client().signInWithPassword(person)).error).toBeNull();
  });
});
