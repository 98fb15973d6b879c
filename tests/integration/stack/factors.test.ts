import { createClient } from "@supabase/supabase-js";
import { describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { answerAdmin } from "@/scripts/stack/auth/answer-admin";
import { factorStore } from "@/scripts/stack/auth/factor-store";
import { totpCode } from "@/scripts/stack/auth/totp";
import { database } from "../../support/database";
import { makePerson } from "../../support/organization";

type Person = Awaited<ReturnType<typeof makePerson>>;

/** Supabase's own client, unchanged, as a device of this person. */
async function device(person: Person) {
  const { auth } = createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { error } = await auth.signInWithPassword(person);
  if (error) throw error;
  return auth;
}
type Device = Awaited<ReturnType<typeof device>>;

async function enrol(auth: Device, friendlyName = "Phone") {
  const { data, error } = await auth.mfa.enroll({ factorType: "totp", friendlyName, issuer: "Foyer" });
  if (error || data.type !== "totp") throw error;
  return { id: data.id, ...data.totp };
}

async function verified(auth: Device) {
  const factor = await enrol(auth);
  const { error } = await auth.mfa.challengeAndVerify({ factorId: factor.id, code: totpCode(factor.secret) });
  if (error) throw error;
  return factor;
}

const levels = async (auth: Device) => {
  const { data } = await auth.mfa.getAuthenticatorAssuranceLevel();
  return {
    ...data,
    currentAuthenticationMethods: data?.currentAuthenticationMethods.map((each) =>
      typeof each === "string" ? each : each.method,
    ),
  };
};

describe("second factors of the embedded auth server, through supabase-js", () => {
  test("enrolling gives a QR code, the key to type and its address; the factor counts only when a code was right", async () => {
    const auth = await device(await makePerson());
    const factor = await enrol(auth);
    expect(factor.qr_code).toMatch(/^data:image\/svg\+xml;utf-8,<svg /);
    expect(new URL(factor.uri).searchParams.get("secret")).toBe(factor.secret);
    expect((await auth.mfa.listFactors()).data).toMatchObject({
      totp: [],
      all: [{ id: factor.id, status: "unverified" }],
    });
    expect(await levels(auth)).toMatchObject({ currentLevel: "aal1", nextLevel: "aal1" });
    const { error } = await auth.mfa.challengeAndVerify({ factorId: factor.id, code: totpCode(factor.secret, 0) });
    expect(error?.code).toBe("mfa_verification_failed");
    const right = await auth.mfa.challengeAndVerify({ factorId: factor.id, code: totpCode(factor.secret) });
    expect(right.error).toBeNull();
    expect(await levels(auth)).toEqual({
      currentLevel: "aal2",
      nextLevel: "aal2",
      currentAuthenticationMethods: ["totp", "password"],
    });
    expect((await auth.mfa.listFactors()).data?.totp).toMatchObject([{ id: factor.id, friendly_name: "Phone" }]);
  });

  test("a refresh keeps the level; a new session begins below it, and ends when another one shows the factor", async () => {
    const person = await makePerson();
    const auth = await device(person);
    const factor = await verified(auth);
    await auth.refreshSession();
    expect((await auth.getClaims()).data?.claims).toMatchObject({ aal: "aal2", role: "authenticated" });
    const other = await device(person);
    expect(await levels(other)).toMatchObject({ currentLevel: "aal1", nextLevel: "aal2" });
    await auth.mfa.challengeAndVerify({ factorId: factor.id, code: totpCode(factor.secret) });
    expect((await other.getUser()).error?.name).toBe("AuthSessionMissingError");
    expect((await auth.getUser()).error).toBeNull();
  });

  test("below the second level nobody enrols another factor, removes one or changes the password", async () => {
    const person = await makePerson();
    const factor = await verified(await device(person));
    const weak = await device(person);
    expect((await weak.mfa.enroll({ factorType: "totp", friendlyName: "Mine" })).error?.code).toBe("insufficient_aal");
    expect((await weak.mfa.unenroll({ factorId: factor.id })).error?.code).toBe("insufficient_aal");
    expect((await weak.updateUser({ password: "seven green lamps" })).error?.code).toBe("insufficient_aal");
  });

  test("a challenge serves once, for its own factor, for five minutes", async () => {
    const auth = await device(await makePerson());
    const factor = await verified(auth);
    const code = totpCode(factor.secret);
    const challenge = async () => (await auth.mfa.challenge({ factorId: factor.id })).data?.id ?? "";
    const verify = async (challengeId: string) =>
      (await auth.mfa.verify({ factorId: factor.id, challengeId, code })).error?.code;
    const used = await challenge();
    expect([await verify(used), await verify(used)]).toEqual([undefined, "mfa_ip_address_mismatch"]);
    const old = await challenge();
    await database()`update auth.mfa_challenges set created_at = now() - interval '5 minutes' where id = ${old}`;
    expect(await verify(old)).toBe("mfa_challenge_expired");
    expect(await verify(crypto.randomUUID())).toBe("mfa_factor_not_found");
  });

  test("somebody else's factor is not there", async () => {
    const factor = await verified(await device(await makePerson()));
    const stranger = await device(await makePerson());
    expect((await stranger.mfa.challenge({ factorId: factor.id })).error?.code).toBe("mfa_factor_not_found");
    expect((await stranger.mfa.unenroll({ factorId: factor.id })).error?.code).toBe("mfa_factor_not_found");
  });

  test("a removed factor takes its sessions down a level", async () => {
    const auth = await device(await makePerson());
    const factor = await verified(auth);
    expect((await auth.mfa.unenroll({ factorId: factor.id })).error).toBeNull();
    await auth.refreshSession();
    expect(await levels(auth)).toMatchObject({ currentLevel: "aal1", nextLevel: "aal1" });
  });

  test("two factors of one person have different names", async () => {
    const auth = await device(await makePerson());
    await verified(auth);
    const again = await auth.mfa.enroll({ factorType: "totp", friendlyName: "Phone" });
    expect(again.error?.code).toBe("mfa_factor_name_conflict");
  });

  test("the secret does not lie in the database, and one written there in clear is sealed at its first use", async () => {
    const auth = await device(await makePerson());
    const factor = await enrol(auth);
    const kept = async () => (await database()`select secret from auth.mfa_factors where id = ${factor.id}`)[0]?.secret;
    expect(await kept()).not.toContain(factor.secret);
    await database()`update auth.mfa_factors set secret = ${factor.secret} where id = ${factor.id}`;
    const { error } = await auth.mfa.challengeAndVerify({ factorId: factor.id, code: totpCode(factor.secret) });
    expect(error).toBeNull();
    expect(await kept()).toMatch(/^sealed\./);
  });

  test("a token that was edited, or whose session is over, reaches no factor", async () => {
    const auth = await device(await makePerson());
    const factor = await verified(auth);
    const { data } = await auth.getSession();
    const token = data.session?.access_token ?? "";
    const ask = async (bearer: string) =>
      (
        await fetch(`${env().SUPABASE_URL}/auth/v1/factors/${factor.id}`, {
          method: "DELETE",
          headers: { apikey: env().SUPABASE_PUBLISHABLE_KEY, authorization: `Bearer ${bearer}` },
        })
      ).status;
    const [head, payload = "", signature] = token.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const edited = Buffer.from(JSON.stringify({ ...claims, sub: crypto.randomUUID() })).toString("base64url");
    expect(await ask(`${head}.${edited}.${signature}`)).toBe(401);
    await auth.signOut({ scope: "local" });
    expect(await ask(token)).toBe(403);
  });

  test("the secret key lists and removes anybody's factors; no other key does", async () => {
    const person = await makePerson();
    const factor = await verified(await device(person));
    const path = `admin/users/${person.userId}/factors`;
    const secretKey = "sb_secret_0123456789";
    const ask = async (method: string, key: string, id = "") => {
      const request = new Request("http://auth.invalid", { method, headers: { authorization: `Bearer ${key}` } });
      return answerAdmin({ factors: factorStore(database()), secretKey }, request, path + id);
    };
    expect((await ask("GET", "sb_publishable_0123456789"))?.status).toBe(403);
    expect((await ask("DELETE", "sb_publishable_0123456789", `/${factor.id}`))?.status).toBe(403);
    const open = await fetch(`${env().SUPABASE_URL}/auth/v1/${path}`, {
      headers: { authorization: `Bearer ${env().SUPABASE_PUBLISHABLE_KEY}` },
    });
    expect(open.status).toBe(403);
    const list = await ask("GET", secretKey);
    expect(await list?.json()).toEqual([expect.objectContaining({ id: factor.id, status: "verified" })]);
    expect(JSON.stringify(await (await ask("GET", secretKey))?.json())).not.toContain("secret");
    expect((await ask("DELETE", secretKey, `/${factor.id}`))?.status).toBe(200);
    expect(await (await ask("GET", secretKey))?.json()).toEqual([]);
  });
});
