import { type Caller, inAnotherTransaction } from "../auth/in-another-transaction";
import { logger } from "../log/logger";
import { subscribe } from "./hub";
import { liveCursor } from "./live-cursor";
import type { LiveEvent } from "./live-event";
import { LATE_COMMIT_MS, readEvents, timeOfId } from "./read-events";

const HEARTBEAT_MS = 15_000;
const RECHECK_MS = 30_000;
/** Under the longest run of a function; the browser comes back by itself with Last-Event-ID. */
const LIFETIME_MS = 280_000;
const LARGEST_REPLAY = 1_000;

/**
 * A Server-Sent-Events stream of an organization's facts. `id:` is the event id, `event:` its catalogue name. A client
 * that comes back with Last-Event-ID is told everything since, with an overlap (it drops ids it has seen); when that is
 * too much it is told `reset` and reads its screens anew. Whether the reader still may is asked again every half minute,
 * and at once when something was done to the reader.
 */
export function openStream(caller: Caller, request: Request): Response {
  const orgId = caller.org.id;
  const encoder = new TextEncoder();
  let close: () => void = () => undefined;
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          close();
        }
      };
      const timers: NodeJS.Timeout[] = [];
      let unsubscribe: (() => void) | undefined;
      let closed = false;
      close = () => {
        if (closed) return;
        closed = true;
        for (const timer of timers) clearInterval(timer);
        unsubscribe?.();
        try {
          controller.close();
        } catch {
          // The client was faster.
        }
      };
      request.signal.addEventListener("abort", () => close());
      const recheck = () => mayStill(caller).then((yes) => yes || close());
      send("retry: 500\n\n");
      try {
        // Subscribed before the past is read: nothing can fall between the two.
        const ended = await subscribe(orgId, (event) => {
          send(formatEvent(event));
          if (event.subject_id === caller.actor.id) void recheck();
        });
        if (closed) return ended();
        unsubscribe = ended;
        send(await missedSince(orgId, lastEventId(request)));
      } catch (error) {
        logger().warn({ error, org_id: orgId }, "a live stream could not start; the browser will try again");
        return close();
      }
      send("event: ready\ndata: {}\n\n");
      timers.push(
        setInterval(() => send(": alive\n\n"), HEARTBEAT_MS),
        setInterval(() => void recheck(), RECHECK_MS),
        setTimeout(() => close(), LIFETIME_MS),
      );
    },
    cancel: () => close(),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

// A browser repeats the header on its own reconnects only; a page that opens a new stream names the place in the query.
function lastEventId(request: Request): string | null {
  return request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("last_event_id");
}

async function missedSince(orgId: string, lastEventId: string | null): Promise<string> {
  const since = lastEventId === null ? undefined : timeOfId(lastEventId);
  if (since === undefined) return "";
  const missed = await readEvents(orgId, since - LATE_COMMIT_MS, LARGEST_REPLAY);
  if (missed.length < LARGEST_REPLAY) return missed.map(formatEvent).join("");
  // Whoever comes back goes on from here, and is not sent back again for what it has read anew by then.
  return `id: ${liveCursor()}\nevent: reset\ndata: {}\n\n`;
}

function mayStill(caller: Caller): Promise<boolean> {
  return inAnotherTransaction(caller, "calls.read", async () => true).catch(() => false);
}

function formatEvent(event: LiveEvent): string {
  return `id: ${event.id}\nevent: ${event.name}\ndata: ${JSON.stringify(event)}\n\n`;
}
