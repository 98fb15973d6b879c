import { sql } from "kysely";
import { lookupOf } from "../crypto/lookup";
import { withoutTenant } from "../db/tenant";
import { AppError } from "../errors";

const USED = "This code was used already. Wait for the next one: codes change every 30 seconds.";

/**
 * Judges a code of an authenticator app unless the same one was right before (RFC 6238, 5.2): the auth server itself would
 * take it again. It is taken before it is judged, so that of two at once one goes through, and given back when it was wrong
 * or could not be judged. Throws `invalid` for a used one.
 */
export async function takeCode<T>(userId: string, code: string, judge: () => Promise<T>): Promise<T> {
  const hash = lookupOf("totp_code", `${userId}\n${code}`);
  const { rows } = await withoutTenant((tx) =>
    sql<{ taken: boolean }>`select private.take_code(${userId}::uuid, ${hash}) as taken`.execute(tx),
  );
  if (!rows[0]?.taken) throw new AppError("invalid", USED, { fields: { code: USED } });
  try {
    return await judge();
  } catch (error) {
    await withoutTenant((tx) => sql`select private.give_back_code(${userId}::uuid, ${hash})`.execute(tx));
    throw error;
  }
}
