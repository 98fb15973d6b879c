// Made by trail.ts, which needs Node. Whoever only asks may run below the middleware, where there is no trail.
const shared: { foyerTrails?: { storage: { getStore(): object | undefined } } } = globalThis as object;

/** What the running piece of work (request, page, job) is known by; outside of one, something new each time. */
export function currentWork(): object {
  return shared.foyerTrails?.storage.getStore() ?? {};
}
