/**
 * The browser's end of the live stream (Server-Sent Events). It knows three states, resumes after the last event it has
 * seen, hands every event out once, and never gives up.
 */

export type LiveEvent = {
  id: string;
  name: string;
  occurred_at: string;
  subject_type: string;
  subject_id: string | null;
  data: Record<string, unknown>;
};

export type LiveState = "connecting" | "connected" | "reconnecting" | "offline";

export type LiveStatus = { state: LiveState; since: number };

const SEEN_KEPT = 500;
const LONGEST_WAIT = 15_000;

export class LiveStream {
  #source: EventSource | null = null;
  #seen = new Set<string>();
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isReplay = true;
  #status: LiveStatus = { state: "connecting", since: Date.now() };

  /**
   * @param url the organization's live endpoint
   * @param names event names to listen for; EventSource has no wildcard
   * @param lastEventId resume after this one; null starts with what comes
   * @param onEvent each event once; `isReplay` until the server has told what was missed
   */
  constructor(
    private readonly url: string,
    private readonly names: readonly string[],
    private lastEventId: string | null,
    private readonly onEvent: (event: LiveEvent, isReplay: boolean) => void,
    private readonly onReset: (id: string | null) => void,
    private readonly onStatus: (status: LiveStatus) => void,
  ) {}

  get status(): LiveStatus {
    return this.#status;
  }

  /** Connects and keeps connected until `close`. */
  open() {
    window.addEventListener("online", this.#again);
    window.addEventListener("offline", this.#lost);
    this.#connect();
  }

  close() {
    window.removeEventListener("online", this.#again);
    window.removeEventListener("offline", this.#lost);
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  #set(state: LiveState) {
    if (this.#status.state === state) return;
    this.#status = { state, since: Date.now() };
    this.onStatus(this.#status);
  }

  #connect() {
    clearTimeout(this.#retry);
    this.#source?.close();
    // The browser repeats Last-Event-ID only on its own reconnects, so a fresh connection names it in the query.
    const resume = this.lastEventId ? `?last_event_id=${encodeURIComponent(this.lastEventId)}` : "";
    const source = new EventSource(`${this.url}${resume}`);
    this.#source = source;
    this.#isReplay = true;
    source.onopen = () => {
      this.#failures = 0;
      this.#set("connected");
    };
    source.onerror = () => {
      this.#isReplay = true;
      this.#set(navigator.onLine ? "reconnecting" : "offline");
      if (source.readyState !== EventSource.CLOSED) return;
      this.#failures += 1;
      const wait = Math.min(LONGEST_WAIT, 500 * 2 ** this.#failures) * (0.75 + Math.random() / 2);
      this.#retry = setTimeout(() => this.#connect(), wait);
    };
    for (const name of this.names) source.addEventListener(name, this.#receive);
    source.addEventListener("ready", () => {
      this.#isReplay = false;
    });
    // The server says so when it can no longer replay what was missed.
    source.addEventListener("reset", (message) => {
      this.lastEventId = (message as MessageEvent<string>).lastEventId || null;
      this.onReset(this.lastEventId);
    });
  }

  #again = () => {
    this.#failures = 0;
    this.#connect();
  };

  #lost = () => {
    this.#set("offline");
  };

  #receive = (message: Event) => {
    const event = JSON.parse((message as MessageEvent<string>).data) as LiveEvent;
    if (this.#seen.has(event.id)) return;
    this.#seen.add(event.id);
    if (this.#seen.size > SEEN_KEPT) {
      const oldest = this.#seen.values().next().value;
      if (oldest !== undefined) this.#seen.delete(oldest);
    }
    this.lastEventId = event.id;
    this.onEvent(event, this.#isReplay);
  };
}
