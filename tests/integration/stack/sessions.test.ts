import { createClient } from "@supabase/supabase-js";
import { describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { withCron } from "@/lib/http/with-cron";
import { withUser } from "@/lib/http/with-user";
import { callRoute } from "../../support/http";
import { makeOrganization, makePerson } from "../../support/organization";

const whoAmI = withUser({}, async ({ ctx }) => ({ id: ctx.person.id }));

describe("sessions of the embedded auth server", () => {
  test("a member's cookie names that member in a route handler", async () => {
    const { admin } = await makeOrganization();
    const answer = await callRoute(whoAmI, { path: "/api/me", cookie: await admin.cookie() });
    expect(answer.json()).toEqual({ id: admin.userId });
  });

  test("a request without a cookie is nobody's", async () => {
    expect((await callRoute(whoAmI, { path: "/api/me" })).status).toBe(401);
  });

  test("a cookie whose signature was changed is nobody's", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    const forged = cookie.replace(/base64-(.*)/, (_, session: string) => {
      const value = JSON.parse(Buffer.from(session, "base64url").toString());
      return `base64-${Buffer.from(JSON.stringify({ ...value, access_token: `${value.access_token.slice(0, -6)}AAAAAA` })).toString("base64url")}`;
    });
    expect(forged).not.toBe(cookie);
    expect((await callRoute(whoAmI, { path: "/api/me", cookie: forged })).status).toBe(401);
  });

  test("a wrong password and an unknown address are told apart by nobody", async () => {
    const person = await makePerson();
    const { auth } = createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY);
    const wrong = await auth.signInWithPassword({ email: person.email, password: "something else" });
    const unknown = await auth.signInWithPassword({ email: "nobody@example.com", password: "something else" });
    expect([wrong.error?.code, wrong.error?.message]).toEqual([unknown.error?.code, unknown.error?.message]);
  });

  test("the scheduler is let in with the secret and not without", async () => {
    const tick = withCron(async () => ({ ok: true }));
    const headers = { authorization: `Bearer ${env().CRON_SECRET}` };
    expect((await callRoute(tick, { path: "/api/cron/x", headers })).status).toBe(200);
    expect((await callRoute(tick, { path: "/api/cron/x" })).status).toBe(401);
  });
});
