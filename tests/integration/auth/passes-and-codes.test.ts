import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { lackOfProof } from "@/lib/auth/lack-of-proof";
import { noteKeyUse } from "@/lib/auth/note-key-use";
import { recoveryCodeHash } from "@/lib/auth/recovery-codes";
import { dropResetPass, grantResetPass, hasResetPass } from "@/lib/auth/reset-pass";
import { unlockToken } from "@/lib/auth/unlock-account";
import { tokenHash } from "@/lib/crypto/lookup";
import { type EnteredKey, withApiKey } from "@/lib/db/tenant";
import { makeKey } from "../../support/api-keys";
import { openSession } from "../../support/as-member";
import { database } from "../../support/database";
import { makeOrganization, makePerson, withSecondFactor } from "../../support/organization";
import { inRequestScope } from "../../support/request-scope";

const MINUTE_MS = 60_000;

describe("the pass of a browser that came through a reset mail", () => {
  const inBrowser = <T>(cookies: ReadonlyMap<string, string>, work: () => Promise<T>) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; ");
    return inRequestScope(new Request("http://127.0.0.1/", { headers: { cookie } }), work);
  };
  const none = new Map<string, string>();

  test("is its person's for a quarter of an hour, and nobody else's", async () => {
    const now = Date.now();
    const { setCookies: given } = await inBrowser(none, () => grantResetPass("ann", now));
    const holds = async (userId: string, at: number) => (await inBrowser(given, () => hasResetPass(userId, at))).result;
    expect(await holds("ann", now)).toBe(true);
    expect(await holds("ann", now + 15 * MINUTE_MS - 1)).toBe(true);
    expect(await holds("ann", now + 15 * MINUTE_MS)).toBe(false);
    expect(await holds("bob", now)).toBe(false);
    expect((await inBrowser(none, () => hasResetPass("ann", now))).result).toBe(false);
  });

  test("is worth nothing with its time or its signature changed, and is gone when it is dropped", async () => {
    const { setCookies: given } = await inBrowser(none, () => grantResetPass("ann"));
    const [[name, value] = ["", ""]] = given;
    const [until = "", signature = ""] = value.split(".");
    for (const forged of [
      `${Number(until) + MINUTE_MS}.${signature}`,
      `${until}.`,
      until,
      `${until}.${signature}x`,
      ".",
    ])
      expect((await inBrowser(new Map([[name, forged]]), () => hasResetPass("ann"))).result, forged).toBe(false);
    expect((await inBrowser(given, dropResetPass)).setCookies.get(name)).toBe("");
  });
});

describe("who sits at the screen", () => {
  test("is vouched for during ten minutes; then what they have is asked for", async () => {
    const [plain, second] = [await makePerson(), await withSecondFactor(await makePerson())];
    for (const [person, by] of [[plain, "password"] as const, [second, "code"] as const]) {
      const id = await openSession(person.userId);
      const signedIn = {
        person: { id: person.userId, email: person.email, full_name: "" },
        session: { id, state: "good" as const, has_second_factor: by === "code", is_operator: false, proved_at: 0 },
      };
      const lack = (after: number) => lackOfProof(signedIn, Date.now() + after);
      expect(await lack(9 * MINUTE_MS)).toBeUndefined();
      expect(await lack(11 * MINUTE_MS)).toMatchObject({
        ...{ code: "forbidden", message: `Enter your ${by} once more to go on.` },
        details: { reason: "proof_needed", by },
      });
    }
  });
});

describe("a recovery code", () => {
  test("is the same in whatever way it is typed, and another person's is another", () => {
    const typed = ["0abc1-def10", "OABC1 DEF1O", "oabcl.defio", " 0ABCI\tdefL0 ", "0abc1def10"];
    expect(new Set(typed.map((code) => recoveryCodeHash("ann", code))).size).toBe(1);
    const others = [recoveryCodeHash("bob", "0abc1-def10"), recoveryCodeHash("ann", "0abc1-def11")];
    expect(others).not.toContain(recoveryCodeHash("ann", "0abc1-def10"));
  });
});

test("a link that unlocks names its lock, by the millisecond, and is signed", () => {
  const since = new Date(1_800_000_000_123);
  const token = unlockToken("a".repeat(64), since);
  expect(token).toMatch(/^a{64}\.1800000000123\.[0-9a-f]{64}$/);
  expect(unlockToken("a".repeat(64), new Date(1_800_000_000_124)).slice(-64)).not.toBe(token.slice(-64));
  expect(unlockToken("b".repeat(64), since).slice(-64)).not.toBe(token.slice(-64));
});

describe("the use of a key", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
  afterEach(() => void vi.useRealTimers());

  test("is noted when the last note is five minutes old, by whoever comes first, and of that key alone", async () => {
    const org = await makeOrganization();
    const [one, other] = [await makeKey(org, ["calls:read"]), await makeKey(org, ["calls:read"])];
    const hash = tokenHash(one.token);
    const entered = (): Promise<EnteredKey> =>
      withApiKey({ hash, slug: org.slug, reads_only: true }, async (_tx, key) => key);
    const noted = async (id: string) => {
      const [row] = await database()<{ last_used_at: Date | null }[]>`
        select last_used_at from public.api_keys where id = ${id}`;
      return row?.last_used_at ?? null;
    };
    await noteKeyUse(await entered());
    const first = await noted(one.id);
    expect(first).not.toBeNull();
    expect(await noted(other.id)).toBeNull();

    const atFirst = { ...(await entered()), last_used_at: first };
    await database()`update public.api_keys set last_used_at = now() - interval '3 minutes' where id = ${one.id}`;
    const threeAgo = await noted(one.id);
    // Somebody else noted it meanwhile: what this request knew is old, what the row says counts.
    vi.setSystemTime(Date.now() + 6 * MINUTE_MS);
    await noteKeyUse(atFirst);
    expect(await noted(one.id)).toEqual(threeAgo);
    vi.useRealTimers();

    await database()`update public.api_keys set last_used_at = now() - interval '4 minutes 30 seconds' where id = ${one.id}`;
    const known = await noted(one.id);
    await noteKeyUse({ ...atFirst, last_used_at: known });
    expect(await noted(one.id)).toEqual(known);
    await database()`update public.api_keys set last_used_at = now() - interval '5 minutes 1 second' where id = ${one.id}`;
    await noteKeyUse({ ...atFirst, last_used_at: await noted(one.id) });
    expect((await noted(one.id))?.getTime()).toBeGreaterThan(Date.now() - MINUTE_MS);
  });
});
