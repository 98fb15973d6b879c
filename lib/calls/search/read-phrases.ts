import { sql } from "kysely";
import type { Context } from "../../auth/context";
import { TRANSCRIPT, turnsOf } from "../../phi/transcript";
import { openVault } from "../../phi/vault";
import { arrayOfIds } from "../calls-at";
import { isSpoken } from "./terms-of-call";
import { wordsOf } from "./words";

/** Those of `rows` in whose transcript every phrase was said in one turn, word for word; in their order. */
export async function readPhrases<Row extends { id: string }>(
  ctx: Context,
  rows: readonly Row[],
  phrases: readonly string[][],
): Promise<Row[]> {
  if (rows.length === 0) return [];
  const transcripts = await ctx.tx
    .selectFrom("transcripts as t")
    .innerJoin("calls as c", (join) => join.onRef("c.id", "=", "t.call_id").onRef("c.org_id", "=", "t.org_id"))
    .select(["t.call_id", "c.provider", "c.vendor_call_id", ...TRANSCRIPT])
    .where("t.org_id", "=", ctx.org.id)
    .where(sql<boolean>`t.call_id = any(${arrayOfIds(rows)}::uuid[])`)
    .execute();
  const vault = await openVault(ctx);
  const said = new Set(
    transcripts
      .filter((transcript) => {
        const lines = turnsOf(vault, transcript)
          .filter(isSpoken)
          .map(({ text }) => wordsOf(text).map(({ plain }) => plain));
        return phrases.every((phrase) => lines.some((line) => phraseStart(line, phrase) !== -1));
      })
      .map(({ call_id }) => call_id),
  );
  return rows.filter(({ id }) => said.has(id));
}

/** Where a phrase begins in a line of plain words; -1 when it is not said there. */
export function phraseStart(line: readonly string[], phrase: readonly string[], from = 0): number {
  for (let at = from; at + phrase.length <= line.length; at++) {
    if (phrase.every((word, index) => line[at + index] === word)) return at;
  }
  return -1;
}
