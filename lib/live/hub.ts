import { listenConnection } from "../db/client";
import { logger } from "../log/logger";
import { Feed } from "./feed";
import type { LiveEvent } from "./live-event";
import { LATE_COMMIT_MS } from "./read-events";

const feeds = new Map<string, Feed>();
let listening: Promise<unknown> | undefined;

/**
 * Subscribes to the facts of one organization. One LISTEN connection per process serves all streams; it reconnects by
 * itself, and every feed then reads what was told meanwhile.
 * @returns a function that ends the subscription
 */
export async function subscribe(orgId: string, listener: (event: LiveEvent) => void): Promise<() => void> {
  listening ??= listen().catch((error) => {
    listening = undefined;
    throw error;
  });
  await listening;
  const feed = feeds.get(orgId) ?? new Feed(orgId);
  feeds.set(orgId, feed);
  const end = feed.subscribe(listener);
  return () => {
    end();
    if (feed.size === 0) feeds.delete(orgId);
  };
}

function listen(): Promise<unknown> {
  return listenConnection().listen(
    "foyer_events",
    (orgId) => feeds.get(orgId)?.wake(),
    () => {
      logger().debug("listening for events");
      for (const feed of feeds.values()) feed.wake(LATE_COMMIT_MS);
    },
  );
}
