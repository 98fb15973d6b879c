/** A word of a text: where it stands (UTF-16 units), as it was said (lower case, no accents), and the stem it is found by. */
export type Word = {
  start: number;
  end: number;
  plain: string;
  stem: string;
  /** Of a script that puts no spaces between words: one character, found beside its neighbours alone. */
  unspaced: boolean;
};

// Chinese, Japanese, Thai …: where a word of theirs ends no rule tells, so that each character is one.
const UNSPACED =
  "(?=\\p{L})[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}]";
const LETTERS = `(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}])+`;
const MIXED = new RegExp(`${UNSPACED}\\p{M}*|${LETTERS}(?:['’]${LETTERS})*`, "gu");
const IS_UNSPACED = new RegExp(UNSPACED, "u");
/** What `MIXED` finds where nothing is of such a script, in a third of the time. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;

/** The words of a text in order. The same rule reads transcripts and searches, so both meet. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(IS_UNSPACED.test(text) ? MIXED : WORD), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    ...formsOf(match[0]),
  }));
}

/** Words of unspaced scripts that stand together without a gap: what a reader takes for one word, or for several. */
export function runsOf(words: readonly Word[]): Word[][] {
  const runs: Word[][] = [];
  for (const word of words) {
    if (!word.unspaced) continue;
    const last = runs.at(-1);
    if (last?.at(-1)?.end === word.start) last.push(word);
    else runs.push([word]);
  }
  return runs;
}

type Forms = Pick<Word, "plain" | "stem" | "unspaced">;

const REMEMBERED = 20_000;
const known = new Map<string, Forms>();

// People use few different words: their forms are made once.
function formsOf(word: string): Forms {
  const remembered = known.get(word);
  if (remembered) return remembered;
  const plain = plainOf(word);
  const forms = { plain, stem: stemOf(plain), unspaced: IS_UNSPACED.test(word) };
  if (known.size >= REMEMBERED) known.clear();
  known.set(word, forms);
  return forms;
}

/** Words so common that finding calls by them finds all calls. */
export function isCommon(word: Pick<Word, "plain">): boolean {
  return COMMON.has(word.plain);
}

function plainOf(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/['’]s$/i, "")
    .replaceAll(/[\p{M}'’]/gu, "")
    .toLowerCase();
}

/**
 * A light stem: plural, -ed, -ing and a final e fall away, so "schedule" finds "scheduled" and "scheduling". Words of
 * other alphabets and short words stay as they are.
 */
function stemOf(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const base = withoutEnding(word);
  return base.length > 3 ? base.replace(/e$/, "") : base;
}

function withoutEnding(word: string): string {
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/[^sui]s$/.test(word)) return word.slice(0, -1);
  if (/ing$/.test(word) && word.length > 5) return undoubled(word.slice(0, -3));
  if (/[^e]ed$/.test(word) && word.length > 4) return undoubled(word.slice(0, -2));
  return word;
}

function undoubled(word: string): string {
  return /([bdgmnprt])\1$/.test(word) ? word.slice(0, -1) : word;
}

const COMMON = new Set(
  (
    "a about all also am an and any are as at be been but by can could did do does for from get go had has have he her here hi " +
    "him his how i if ill im in is it its ive just know let like me my no not now of oh ok okay on one or our out please right " +
    "she so some sure thank thanks that thats the their them then there they this to too uh um up us very was we well were what " +
    "when where which who will with would yeah yes you your youre de el en es la lo los las que un una y"
  ).split(" "),
);
