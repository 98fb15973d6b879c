import { logger } from "../log/logger";
import { countVisible } from "./count-visible";
import type { LiveEvent } from "./live-event";
import { LATE_COMMIT_MS, readEvents, timeOfId } from "./read-events";

/** A woken feed looks back this far; what committed later than that is found by the sweep. */
const QUICK_LOOK_BACK_MS = 2_000;
const SWEEP_EVERY_MS = 5_000;
const LARGEST_READ = 500;

type Listener = (event: LiveEvent) => void;

/**
 * The events of one organization for all streams of this process: each is read once, however many people watch.
 */
export class Feed {
  private readonly listeners = new Set<Listener>();
  private readonly seen = new Map<string, number>();
  private readonly startedAt = Date.now();
  /** Until here everything has been told; reads that fail, and an outage of any length, do not move it. */
  private toldUntil = Date.now();
  private reading: Promise<void> | undefined;
  private readAgain = 0;
  private sweepTimer: NodeJS.Timeout | undefined;

  constructor(private readonly orgId: string) {}

  get size(): number {
    return this.listeners.size;
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    this.sweepTimer ??= setInterval(() => void this.read(LATE_COMMIT_MS), SWEEP_EVERY_MS).unref();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.sweepTimer);
      this.sweepTimer = undefined;
    };
  }

  /** Reads what is new; wakes that arrive meanwhile are answered by one more read. */
  wake(lookBackMs = QUICK_LOOK_BACK_MS): void {
    if (this.reading) {
      this.readAgain = Math.max(this.readAgain, lookBackMs);
      return;
    }
    this.reading = this.read(lookBackMs).finally(() => {
      this.reading = undefined;
      if (this.readAgain === 0) return;
      const again = this.readAgain;
      this.readAgain = 0;
      this.wake(again);
    });
  }

  private async read(lookBackMs: number): Promise<void> {
    const now = Date.now();
    for (const [id, at] of this.seen) if (this.toldUntil - at > 2 * LATE_COMMIT_MS) this.seen.delete(id);
    try {
      const behind = this.toldUntil < now - SWEEP_EVERY_MS - QUICK_LOOK_BACK_MS;
      const from = behind ? this.toldUntil - LATE_COMMIT_MS : now - lookBackMs;
      await this.tellSince(Math.max(from, this.startedAt - LATE_COMMIT_MS), now);
      this.toldUntil = now;
    } catch (error) {
      logger().warn({ error, org_id: this.orgId }, "live events could not be read; the sweep tries again");
    }
  }

  // Page by page: what a busy hour left behind is more than one read.
  private async tellSince(since: number, now: number): Promise<void> {
    const page = await readEvents(this.orgId, since, LARGEST_READ);
    for (const event of page) {
      if (this.seen.has(event.id)) continue;
      this.seen.set(event.id, now);
      countVisible(event, this.startedAt);
      for (const listener of this.listeners) listener(event);
    }
    const last = timeOfId(page.at(-1)?.id ?? "");
    if (page.length === LARGEST_READ && last !== undefined && last > since) await this.tellSince(last, now);
  }
}
