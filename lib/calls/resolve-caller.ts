import type { Context } from "../auth/context";
import { blindIndex } from "../phi/blind-index";
import { PARTY, partyOf } from "../phi/call-values";
import { openVault, type Vault } from "../phi/vault";

/** A number as calls with an encrypted caller are found by: whole numbers, or the last four digits of any. */
export type CallerHashes = { numbers: number[]; ending: number | null };

const ENDING = 4;
/** Fewer digits than this are no whole number anywhere. */
const WHOLE = 7;
const MOST_CANDIDATES = 500;

/**
 * What digits of a caller's number mean to the keyed hashes: a whole number, with or without country code, or an ending of four
 * digits and more. (Beginnings are found only where numbers are kept plain.)
 * @param digits at least three, nothing else
 */
export async function resolveCaller(ctx: Context, digits: string): Promise<CallerHashes> {
  const vault = await openVault(ctx);
  const numbers =
    digits.length < WHOLE
      ? []
      : [`+${digits}`, `+1${digits}`].flatMap((each) => blindIndex(vault, "number", each) ?? []);
  if (digits.length < ENDING) return { numbers, ending: null };
  const ending = blindIndex(vault, "number_ending", digits);
  if (digits.length === ENDING || ending === null) return { numbers, ending };
  return { numbers: [...numbers, ...(await numbersEndingWith(ctx, vault, digits, ending))], ending: null };
}

// Four digits narrow to a few people; which of them is meant is read in the numbers themselves.
async function numbersEndingWith(ctx: Context, vault: Vault, digits: string, ending: number): Promise<number[]> {
  const candidates = await ctx.tx
    .selectFrom("calls as c")
    .distinctOn("c.caller_index")
    .select(["c.caller_index", "c.direction", ...PARTY])
    .where("c.org_id", "=", ctx.org.id)
    .where("c.caller_ending_index", "=", ending)
    .orderBy("c.caller_index")
    .limit(MOST_CANDIDATES)
    .execute();
  return candidates.flatMap((row) => {
    const { from_number, to_number } = partyOf(vault, row);
    const number = row.direction === "outbound" ? to_number : from_number;
    return row.caller_index !== null && number?.replaceAll(/\D/g, "").endsWith(digits) ? [row.caller_index] : [];
  });
}
