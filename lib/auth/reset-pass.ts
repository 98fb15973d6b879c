import { cookies } from "next/headers";
import { equalInConstantTime } from "../crypto/compare";
import { lookupOf } from "../crypto/lookup";
import { cookieAttributes } from "./session-cookie";

/**
 * Proof that this browser came through a password-reset mail a moment ago. Without it a found or stolen session could
 * change the password and keep the account for good.
 */
const COOKIE = "foyer-reset";
const VALID_S = 15 * 60;

export async function grantResetPass(userId: string, now = Date.now()): Promise<void> {
  const until = String(now + VALID_S * 1000);
  const value = `${until}.${lookupOf("password_reset", `${userId}\n${until}`)}`;
  (await cookies()).set(COOKIE, value, { ...cookieAttributes(), maxAge: VALID_S });
}

/** Whether this browser holds an unexpired pass for the person. */
export async function hasResetPass(userId: string, now = Date.now()): Promise<boolean> {
  const [until = "", signature = ""] = ((await cookies()).get(COOKIE)?.value ?? "").split(".");
  return Number(until) > now && equalInConstantTime(signature, lookupOf("password_reset", `${userId}\n${until}`));
}

export async function dropResetPass(): Promise<void> {
  (await cookies()).delete(COOKIE);
}
