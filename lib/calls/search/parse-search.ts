import { AppError } from "../../errors";
import { isCommon, runsOf, wordsOf } from "./words";

/**
 * What somebody searched for: stems that all have to be said, and exact phrases: what is in "quotes", and what stands together in a
 * script without spaces.
 */
export type Search = { stems: string[]; phrases: string[][] };

/** Understands a search. Throws `invalid` when it holds no word that would narrow anything. */
export function parseSearch(text: string): Search {
  const phrases: string[][] = [];
  for (const [, quoted = ""] of text.matchAll(/["“]([^"”]+)["”]/g)) {
    const said = wordsOf(quoted).map(({ plain }) => plain);
    if (said.length > 1) phrases.push(said);
  }
  const words = wordsOf(text);
  for (const run of runsOf(words)) phrases.push(run.map(({ plain }) => plain));
  const telling = words.filter(
    (word) => !isCommon(word) && (word.unspaced || word.plain.length > 1 || /\p{N}/u.test(word.plain)),
  );
  const stems = [...new Set(telling.map(({ stem }) => stem))];
  if (stems.length === 0) {
    const why = words.some(isCommon)
      ? "Search for a word that is not in every call."
      : "Search for a word of two letters or more, or a figure.";
    throw new AppError("invalid", why, { fields: { search: why } });
  }
  return { stems, phrases };
}
