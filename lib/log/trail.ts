import { AsyncLocalStorage } from "node:async_hooks";

/** Whose work this is: ids, and the route as a pattern. Every log line and every report to Sentry made during the work carries them. */
export type Trail = { request_id?: string; org_id?: string; actor_id?: string; job_id?: string; route?: string };

// Pages, routes and instrumentation are bundles of their own in one process: what one notes another reports.
const shared: { foyerTrails?: Trails } = globalThis as object;

type Trails = { storage: AsyncLocalStorage<Trail>; ofErrors: WeakMap<Error, Trail> };

shared.foyerTrails ??= { storage: new AsyncLocalStorage(), ofErrors: new WeakMap() };
const { storage, ofErrors } = shared.foyerTrails;

/**
 * Does a piece of work (a request, a page, a job) on a trail of its own. An error that leaves it keeps the trail, so that
 * whoever reports it later, outside of the work, still knows whose it was.
 * @param trail of this work alone: what becomes known is added to it
 */
export function onTrail<T>(trail: Trail, work: () => Promise<T>): Promise<T> {
  return storage.run(trail, async () => {
    try {
      return await work();
    } catch (thrown) {
      if (thrown instanceof Error && !ofErrors.has(thrown)) ofErrors.set(thrown, { ...storage.getStore() });
      throw thrown;
    }
  });
}

/** Adds what became known on the way, e.g. the organization after the membership was read. Outside of a trail: nothing. */
export function addToTrail(facts: Omit<Trail, "route">): void {
  const trail = storage.getStore();
  if (trail) Object.assign(trail, facts);
}

/** The ids of an error's work, else of the work that asks. */
export function trailOf(error?: unknown): Trail {
  return (error instanceof Error ? ofErrors.get(error) : undefined) ?? storage.getStore() ?? {};
}
