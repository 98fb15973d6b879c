/** An answer that the server rendered, and when it was read (ISO 8601). */
export type Snapshot<T> = { data: T; loaded_at: string };

/** Reads for the first paint: `initial={await takeSnapshot(() => listCalls(ctx, query))}`. The time is taken before the read. */
export async function takeSnapshot<T>(read: () => Promise<T>): Promise<Snapshot<T>> {
  const loadedAt = new Date().toISOString();
  return { data: await read(), loaded_at: loadedAt };
}
