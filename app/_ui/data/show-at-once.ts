import { notAgreedYet } from "./not-agreed-yet";

type Change = { key: string; change: (current: unknown) => unknown };
type Cache = { read: (key: string) => unknown; write: (key: string, data: unknown) => void };

/** No answer is under way for so long. */
const LONGEST_ANSWER = 60_000;

/** What is shown before the server has agreed, of all screens, in the order in which it was made; and since when it has. */
let shown: (Change & { before: unknown; after: unknown; agreedAt: number })[] = [];

/**
 * Shows changes of cached answers before the server has agreed. A change may be made of an answer that has it already.
 * @returns ends that, once: what was agreed to stays; what was refused is taken out, and changes made after it stay. An answer
 *   that has been changed otherwise since is left as it is.
 */
export function showAtOnce(changes: readonly Change[], { read, write }: Cache): (agreed: boolean) => void {
  shown = shown.filter(({ agreedAt }) => agreedAt > performance.now() - LONGEST_ANSWER);
  const mine = changes.map(({ key, change }) => {
    const before = read(key);
    const one = { key, change, before, after: change(before), agreedAt: Number.POSITIVE_INFINITY };
    shown.push(one);
    write(key, one.after);
    return one;
  });
  return (agreed) => {
    for (const one of mine) {
      if (agreed) {
        one.agreedAt = performance.now();
        continue;
      }
      const [, ...later] = shown.slice(shown.indexOf(one)).filter(({ key }) => key === one.key);
      // An answer that says the same keeps the one before it in the cache.
      const isAsShown = JSON.stringify(read(one.key)) === JSON.stringify((later.at(-1) ?? one).after);
      shown = shown.filter((each) => each !== one);
      const data = changed(one.before, later);
      if (isAsShown) write(one.key, data);
    }
  };
}

notAgreedYet.over = <T>(key: string, answer: T, askedAt: number): T => {
  shown = shown.filter((each) => each.key !== key || each.agreedAt > askedAt);
  return changed(
    answer,
    shown.filter((each) => each.key === key),
  ) as T;
};

function changed(data: unknown, changes: typeof shown): unknown {
  for (const each of changes) {
    each.before = data;
    data = each.after = each.change(data);
  }
  return data;
}
