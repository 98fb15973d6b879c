import { processWide } from "../metrics/process-wide";
import { namespaces, type ProcessNamespace } from "./namespaces";
import { noteRead } from "./note-read";

type Kept<T> = { value: Promise<T>; renewAt: number; until: number };

/** From this share of its time on an answer is renewed beside the request that finds it old, … */
const EARLY = 0.8;

/**
 * Remembers answers in this process for as long as the namespace promises. Whoever asks while an answer is being found
 * joins that search; an answer that is asked for all the time is renewed before it ends, so that nobody waits for it.
 * Failures are not kept. @param find the source
 */
export async function remember<T>(
  namespace: ProcessNamespace,
  key: string,
  find: () => Promise<T>,
  now = Date.now(),
): Promise<T> {
  const asked = performance.now();
  const kept = keptOf<T>(namespace);
  const known = kept.get(key);
  if (known && now < known.until) {
    if (now >= known.renewAt) {
      // Once: whoever comes meanwhile takes the old answer, which still holds.
      known.renewAt = known.until;
      void keep(namespace, kept, key, find(), now).catch(() => undefined);
    }
    const value = await known.value;
    noteRead(namespace, "process", asked);
    return value;
  }
  const value = await keep(namespace, kept, key, find(), now);
  noteRead(namespace, "miss", asked);
  return value;
}

async function keep<T>(
  namespace: ProcessNamespace,
  kept: Map<string, Kept<T>>,
  key: string,
  value: Promise<T>,
  now: number,
): Promise<T> {
  const { promise_ms, most } = namespaces[namespace];
  const entry = { value, renewAt: now + promise_ms * EARLY, until: now + promise_ms };
  const before = kept.get(key);
  // An answer that still holds stays until the new one is there.
  if (!before || before.until <= now) set(kept, key, entry, most);
  try {
    const found = await value;
    set(kept, key, entry, most);
    return found;
  } catch (error) {
    if (kept.get(key) === entry) kept.delete(key);
    throw error;
  }
}

function set<T>(kept: Map<string, Kept<T>>, key: string, entry: Kept<T>, most: number): void {
  kept.delete(key);
  kept.set(key, entry);
  const oldest = kept.keys().next();
  if (kept.size > most && !oldest.done) kept.delete(oldest.value);
}

function keptOf<T>(namespace: ProcessNamespace): Map<string, Kept<T>> {
  return processWide(`cache.${namespace}`, () => new Map<string, Kept<T>>());
}
