import { randomUUID } from "node:crypto";
import type { Provider } from "../state/records";

/** One webhook, ready to be posted. */
export type Letter = {
  provider: Provider;
  agent_id: string;
  call_id: string;
  event: string;
  url: string;
  body: string;
  timeout_ms: number;
  /** Waits before the retries; empty when the vendor does not retry. */
  retry_delays_ms: readonly number[];
  /** Signs the body anew for every attempt. */
  headers: (now: number) => Record<string, string>;
  /** The same by somebody who does not know the secret. */
  forged_headers: (now: number) => Record<string, string>;
  /** Why this letter is not what the vendor would have sent. */
  fault?: "duplicate" | "delay" | "reorder" | "forge";
};

export type Delivery = {
  id: string;
  provider: Provider;
  agent_id: string;
  call_id: string;
  event: string;
  url: string;
  fault: Letter["fault"] | null;
  /** One for the first try. */
  attempt: number;
  sent_at: string;
  latency_ms: number;
  /** HTTP status, or null when nobody answered. */
  status: number | null;
  /** Why there was no answer. */
  error: string | null;
  /** Start of the answer, for the messages that want one. */
  answer: string;
  /** What the sandbox makes of the answer to an `assistant-request` or `tool-calls`. */
  note: string | null;
};

export type Outbox = {
  /** Posts once and retries later in the background; resolves with the first attempt. */
  send(letter: Letter): Promise<Delivery>;
  /** Newest last, at most a thousand. */
  log: readonly Delivery[];
  /** Ends what is under way and posts nothing more. */
  close(): void;
};

const LOG_LENGTH = 1_000;
const ANSWER_LENGTH = 4_000;

export function createOutbox(): Outbox {
  const log: Delivery[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const closing = new AbortController();

  async function attempt(letter: Letter, number: number): Promise<Delivery> {
    const delivery = await post(letter, number, closing.signal);
    log.push(delivery);
    if (log.length > LOG_LENGTH) log.shift();
    const wait = letter.retry_delays_ms[number - 1];
    if (!isAccepted(delivery) && wait !== undefined && !closing.signal.aborted) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        void attempt(letter, number + 1);
      }, wait);
      timers.add(timer);
    }
    return delivery;
  }

  return {
    log,
    send: (letter) => attempt(letter, 1),
    close() {
      closing.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

export const isAccepted = (delivery: Delivery): boolean =>
  delivery.status !== null && delivery.status >= 200 && delivery.status < 300;

async function post(letter: Letter, attempt: number, closing: AbortSignal): Promise<Delivery> {
  const sent_at = Date.now();
  const started = performance.now();
  let status: number | null = null;
  let error: string | null = null;
  let answer = "";
  try {
    const response = await fetch(letter.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...letter.headers(sent_at) },
      body: letter.body,
      redirect: "manual",
      signal: AbortSignal.any([closing, AbortSignal.timeout(letter.timeout_ms)]),
    });
    status = response.status;
    answer = (await response.text()).slice(0, ANSWER_LENGTH);
  } catch (cause) {
    error = reasonOf(cause);
  }
  const { provider, agent_id, call_id, event, url, fault = null } = letter;
  const latency_ms = Math.round((performance.now() - started) * 10) / 10;
  return {
    id: randomUUID(),
    provider,
    agent_id,
    call_id,
    event,
    url,
    fault,
    attempt,
    sent_at: new Date(sent_at).toISOString(),
    latency_ms,
    status,
    error,
    answer,
    note: null,
  };
}

/** Fetch hides the reason (ECONNREFUSED, a bad address) in the cause of its error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "timed out";
  const { cause } = error;
  if (cause instanceof Error) return "code" in cause ? String(cause.code) : cause.message;
  return error.message;
}
