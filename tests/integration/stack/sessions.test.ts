import { createClient } from "@supabase/supabase-js";
import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { withCron } from "@/lib/http/with-cron";
import { withUser } from "@/lib/http/with-user";
import { cookieWith, notRefused, readerOf, sessionIn } from "../../support/forged-session";
import { newSigningKeys, signedBy } from "../../support/hosted-auth";
import { callRoute } from "../../support/http";
import { makeOrganization, makePerson } from "../../support/organization";
import { forged, misused } from "../auth/forged-tokens";

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

  test("no token made without its secret, and none that was edited, is anybody's", async () => {
    const kept = sessionIn(await (await makePerson()).cookie());
    const good = decodeJwt(kept.access_token);
    const keys = newSigningKeys();
    const other = decodeJwt(sessionIn(await (await makePerson()).cookie()).access_token);
    const tokens = [
      ...forged(keys, good, kept.access_token),
      ...(await misused(keys.ES256, good, other)),
      { name: "as the project would sign, by another project's key", token: await signedBy(keys.ES256, good) },
    ];
    expect(await readerOf(cookieWith(kept, kept.access_token))).toBe(good.sub);
    expect(await notRefused(kept, tokens)).toEqual([]);
    const [forgery] = tokens;
    expect((await callRoute(whoAmI, { path: "/api/me", cookie: cookieWith(kept, forgery?.token ?? "") })).status).toBe(
      401,
    );
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
