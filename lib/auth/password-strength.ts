import type { ZxcvbnFactory } from "@zxcvbn-ts/core";

/** How hard a password is to guess, 0 to 4 (zxcvbn), and what would make it harder. */
export type Strength = { score: number; advice: string };

/** From here on a password is accepted: more than 10^8 guesses. */
export const STRONG_ENOUGH = 3;

const ADVICE = "Easy to guess. Use a few words that do not belong together.";
const PERSONAL = "Easy to guess for somebody who knows you. Leave out your name, address and company.";

/**
 * Guesses how many attempts a password would withstand, by common passwords, keyboard walks, repetitions and dates, and
 * by what is known about its person. With the words and names of a language when `thorough`: those are loaded on servers,
 * a browser gets the common passwords alone. No list of breached passwords, and the password goes nowhere.
 */
export async function passwordStrength(
  password: string,
  about: readonly string[],
  { thorough }: { thorough: boolean },
): Promise<Strength> {
  const check = await (thorough ? thoroughly() : quickly());
  // What is beyond 72 bytes is not hashed, and long texts take long.
  const { score, sequence } = check.check(password.slice(0, 72), about.flatMap(wordsOf));
  if (score >= STRONG_ENOUGH) return { score, advice: "" };
  const isPersonal = sequence.some((match) => "dictionaryName" in match && match.dictionaryName === "userInputs");
  return { score, advice: isPersonal ? PERSONAL : ADVICE };
}

/** An address or a name, whole and in its parts: what somebody who knows the person would try. */
function wordsOf(text: string): string[] {
  return [text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2);
}

type Dictionary = NonNullable<NonNullable<ConstructorParameters<typeof ZxcvbnFactory>[0]>["dictionary"]>;

let quick: Promise<ZxcvbnFactory> | undefined;
let thorough: Promise<ZxcvbnFactory> | undefined;

function quickly(): Promise<ZxcvbnFactory> {
  quick ??= make(async () => ({}));
  return quick;
}

function thoroughly(): Promise<ZxcvbnFactory> {
  thorough ??= make(async () => (await import("@zxcvbn-ts/language-en")).dictionary);
  return thorough;
}

async function make(more: () => Promise<Dictionary>): Promise<ZxcvbnFactory> {
  const [core, common, words] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    more(),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...words },
    graphs: common.adjacencyGraphs,
  });
}
