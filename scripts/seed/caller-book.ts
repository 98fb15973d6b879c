import { CONVERSATIONS } from "../stack/sandbox/conversations/catalogue";
import type { Conversation } from "../stack/sandbox/conversations/conversation";
import type { SeededOrganization } from "./make-organization";
import type { Random } from "./random";

/** Area codes of people who moved here with their telephone. */
const ELSEWHERE = [
  ...[
    201, 205, 206, 212, 213, 214, 215, 216, 224, 229, 239, 248, 253, 260, 267, 272, 281, 301, 302, 304, 305, 309, 310,
  ],
  ...[
    312, 313, 314, 315, 317, 318, 319, 321, 323, 330, 336, 339, 347, 352, 360, 386, 401, 404, 405, 406, 407, 408, 410,
  ],
  ...[
    412, 413, 414, 415, 417, 419, 423, 425, 440, 443, 470, 478, 480, 484, 501, 502, 503, 504, 507, 508, 509, 510, 513,
  ],
  ...[
    515, 516, 518, 520, 530, 540, 541, 551, 559, 561, 562, 570, 571, 573, 574, 585, 586, 601, 602, 603, 605, 606, 608,
  ],
];

const IN_TOWN = 0.45;
/** People of the sandbox's live calls have called before, once or twice. */
const FROM_LIVE_CALLS = 0.01;

/**
 * Who calls: a few regulars, some who come back, and mostly new people, on numbers that belong to nobody (555-01xx). A number
 * belongs to one person: whoever gives a name in a conversation always has one of the numbers of that name.
 */
export function callerBook(
  { area_codes }: Pick<SeededOrganization, "area_codes">,
  random: Random,
): (conversation: Conversation) => string {
  const people = [...new Set(CONVERSATIONS.flatMap(({ persona }) => persona?.name ?? []))];
  const town = shared(numbersOf(area_codes), people.length, random);
  const elsewhere = shared(numbersOf(ELSEWHERE), people.length, random);
  return ({ persona }) => {
    if (persona && random.chance(FROM_LIVE_CALLS)) return random.pick(persona.numbers);
    const person = persona ? people.indexOf(persona.name) : random.integer(0, people.length - 1);
    const numbers = (random.chance(IN_TOWN) ? town : elsewhere)[person] ?? [];
    return numbers[Math.floor(numbers.length * random.next() ** 1.4)] ?? "";
  };
}

const OF_LIVE_CALLS = new Set(CONVERSATIONS.flatMap(({ persona }) => persona?.numbers ?? []));

const numbersOf = (areas: readonly number[]): string[] =>
  areas
    .flatMap((area) => Array.from({ length: 100 }, (_, end) => `+1${area}55501${String(end).padStart(2, "0")}`))
    .filter((number) => !OF_LIVE_CALLS.has(number));

/** Shuffled numbers, dealt out to `people`. */
function shared(numbers: string[], people: number, random: Random): string[][] {
  for (let index = numbers.length - 1; index > 0; index--) {
    const other = random.integer(0, index);
    [numbers[index], numbers[other]] = [numbers[other] ?? "", numbers[index] ?? ""];
  }
  return Array.from({ length: people }, (_, person) => numbers.filter((_, index) => index % people === person));
}
