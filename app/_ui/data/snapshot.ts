import { AppError } from "@/lib/errors";

/** An answer that the server rendered, and when it was read (ISO 8601). */
export type Snapshot<T> = { data: T; loaded_at: string };

/** Reads for the first paint: `initial={await takeSnapshot(() => listCalls(ctx, query))}`. The time is taken before the read. */
export async function takeSnapshot<T>(read: () => Promise<T>): Promise<Snapshot<T>> {
  const loadedAt = new Date().toISOString();
  return { data: await read(), loaded_at: loadedAt };
}

/** The same; undefined where the API refuses the question as well, which the screen then shows. */
export async function takeSnapshotUnlessInvalid<T>(read: () => Promise<T>): Promise<Snapshot<T> | undefined> {
  try {
    return await takeSnapshot(read);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "invalid") return undefined;
    throw thrown;
  }
}
