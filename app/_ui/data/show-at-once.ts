type Change = { key: string; change: (current: unknown) => unknown };
type Cache = { read: (key: string) => unknown; write: (key: string, data: unknown) => void };

/** What is shown before the server has agreed, of all screens, in the order in which it was made. */
const shown: (Change & { before: unknown; after: unknown })[] = [];

/**
 * Shows changes of cached answers before the server has agreed.
 * @returns ends that, once: what was agreed to stays; what was refused is taken out, and changes made after it stay. An answer
 *   that has been read anew since is left as it is.
 */
export function showAtOnce(changes: readonly Change[], { read, write }: Cache): (agreed: boolean) => void {
  const mine = changes.map(({ key, change }) => {
    const before = read(key);
    const one = { key, change, before, after: change(before) };
    shown.push(one);
    write(key, one.after);
    return one;
  });
  return (agreed) => {
    for (const one of mine) {
      const later = shown.splice(shown.indexOf(one)).slice(1);
      shown.push(...later);
      if (agreed) continue;
      const same = later.filter(({ key }) => key === one.key);
      const isAsShown = read(one.key) === (same.at(-1) ?? one).after;
      let data = one.before;
      for (const each of same) {
        each.before = data;
        data = each.after = each.change(data);
      }
      if (isAsShown) write(one.key, data);
    }
  };
}
