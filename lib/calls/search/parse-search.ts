import { AppError } from "../../errors";
import { isCommon, wordsOf } from "./words";

/** What somebody searched for: stems that all have to be said, and exact phrases in "quotes". */
export type Search = { stems: string[]; phrases: string[][] };

/** Understands a search. Throws `invalid` when it holds no word that would narrow anything. */
export function parseSearch(text: string): Search {
  const phrases: string[][] = [];
  for (const [, quoted = ""] of text.matchAll(/["“]([^"”]+)["”]/g)) {
    const said = wordsOf(quoted).map(({ plain }) => plain);
    if (said.length > 1) phrases.push(said);
  }
  const telling = wordsOf(text).filter(
    (word) => !isCommon(word) && (word.plain.length > 1 || /\p{N}/u.test(word.plain)),
  );
  const stems = [...new Set(telling.map(({ stem }) => stem))];
  if (stems.length === 0) {
    throw new AppError("invalid", "Search for a word that is not in every call.", {
      fields: { search: "Search for a word that is not in every call." },
    });
  }
  return { stems, phrases };
}
