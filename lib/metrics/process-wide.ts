const shared = globalThis as { [key: symbol]: unknown };

/**
 * State of which there is one per process. A bundler may give pages, routes and instrumentation copies of a module; what
 * counts must not be copied with it.
 */
export function processWide<T extends object>(name: string, make: () => T): T {
  const key = Symbol.for(`foyer.metrics.${name}`);
  const known = shared[key] as T | undefined;
  if (known) return known;
  const made = make();
  shared[key] = made;
  return made;
}
