import { sql } from "kysely";
import type { Context } from "../../auth/context";
import { TRANSCRIPT, turnsOf } from "../../phi/transcript";
import { openVault } from "../../phi/vault";
import type { Turn } from "../../voice/provider";
import { arrayOfIds } from "../calls-at";
import type { ListedCall } from "../listed-call";
import { parseSearch, type Search } from "./parse-search";
import { phraseStart } from "./read-phrases";
import { isSpoken } from "./terms-of-call";
import { type Word, wordsOf } from "./words";

/** A line of a transcript that a search was found by. */
export type SearchHit = {
  role: Turn["role"];
  /** Where the first word that was searched is spoken; null when the vendor gave no times. */
  at_ms: number | null;
  /** The line, cut around the words; those that were searched are `hit`. */
  parts: { text: string; hit: boolean }[];
};

const SHOWN = 2;
const BEFORE = 60;
const LONGEST = 180;

/** Puts beside each listed call the lines that a search was found by, the most telling first. Without a search, nothing. */
export async function addHits(ctx: Context, text: string | undefined, calls: ListedCall[]): Promise<ListedCall[]> {
  if (text === undefined || calls.length === 0) return calls;
  const search = parseSearch(text);
  const transcripts = await ctx.tx
    .selectFrom("transcripts as t")
    .innerJoin("calls as c", (join) => join.onRef("c.id", "=", "t.call_id").onRef("c.org_id", "=", "t.org_id"))
    .select(["t.call_id", "c.provider", "c.vendor_call_id", ...TRANSCRIPT])
    .where("t.org_id", "=", ctx.org.id)
    .where(sql<boolean>`t.call_id = any(${arrayOfIds(calls)}::uuid[])`)
    .execute();
  const vault = await openVault(ctx);
  const byCall = new Map(transcripts.map((transcript) => [transcript.call_id, turnsOf(vault, transcript)]));
  return calls.map((call) => ({ ...call, hits: hitsOf(byCall.get(call.id) ?? [], search) }));
}

/** The lines of a conversation in which most of the searched words stand together. */
export function hitsOf(turns: readonly Turn[], search: Search): SearchHit[] {
  return turns
    .filter(isSpoken)
    .flatMap((turn, order) => {
      const words = wordsOf(turn.text);
      const marked = markedWords(words, search);
      const stems = new Set(marked.map(({ stem }) => stem));
      return marked.length > 0 ? [{ turn, words, marked, order, weight: stems.size }] : [];
    })
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
    .slice(0, SHOWN)
    .map(({ turn, words, marked }) => ({
      role: turn.role,
      at_ms: spokenAt(turn, words, marked[0]),
      parts: partsOf(turn.text, marked),
    }));
}

function markedWords(words: readonly Word[], { stems, phrases }: Search): Word[] {
  const plain = words.map((word) => word.plain);
  const inPhrase = new Set<Word>();
  for (const phrase of phrases) {
    for (let at = phraseStart(plain, phrase); at !== -1; at = phraseStart(plain, phrase, at + 1)) {
      for (const word of words.slice(at, at + phrase.length)) inPhrase.add(word);
    }
  }
  return words.filter((word) => (!word.unspaced && stems.includes(word.stem)) || inPhrase.has(word));
}

// Vendors time words by their own rules; where the counts agree, the word's own time is known.
function spokenAt(turn: Turn, words: readonly Word[], first: Word | undefined): number | null {
  const timed = turn.words;
  const index = first ? words.indexOf(first) : -1;
  const own = timed && timed.length === words.length ? timed[index]?.start_ms : undefined;
  return own ?? turn.start_ms;
}

function partsOf(text: string, marked: readonly Word[]): SearchHit["parts"] {
  const from = cutBefore(text, (marked[0]?.start ?? 0) - BEFORE);
  const to = cutAfter(text, from + LONGEST);
  const parts: SearchHit["parts"] = [];
  const add = (part: string, hit: boolean) => part !== "" && parts.push({ text: part, hit });
  let at = from;
  if (from > 0) add("… ", false);
  for (const { start, end } of marked) {
    if (start < at || end > to) continue;
    add(text.slice(at, start), false);
    add(text.slice(start, end), true);
    at = end;
  }
  add(text.slice(at, to), false);
  if (to < text.length) add(" …", false);
  return parts;
}

function cutBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.indexOf(" ", at);
  return space === -1 ? at : space + 1;
}

function cutAfter(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(" ", at);
  return space === -1 ? at : space;
}
