import type { ZodType } from "zod";
import { readText } from "../http/read-text";
import { inSpan } from "../log/sentry/in-span";
import type { Provider } from "./provider";
import { LongAnswer, VendorError } from "./vendor-error";

const WITHIN_MS = 10_000;
/** What is read of an answer, unpacked. Pages that are longer are asked for in smaller ones (`pageWithin`). */
const MOST_BYTES = 4 * 1024 * 1024;
const ATTEMPTS = 3;
const LONGEST_WAIT_MS = 5_000;

export type VendorRequest<T> = {
  provider: Provider;
  /** Origin and path of the API, without a trailing slash. */
  baseUrl: string;
  apiKey: string;
  method: "GET" | "POST" | "PATCH";
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  answer: ZodType<T>;
  /** Reads may be asked again after 429, 5xx or silence; what changes something may not. */
  isRead: boolean;
  /** Milliseconds until the whole answer must be here; 10 s unless told. */
  withinMs?: number;
  /** Unix ms until when a job waits, whose queue will ask again: its attempts have 10 s together, where others have 10 s each. */
  until?: number | undefined;
};

/** Asks a vendor's API. Throws `VendorError` for every answer but a 2xx of the expected form. */
export async function vendorRequest<T>(request: VendorRequest<T>): Promise<T> {
  const end = request.until === undefined ? Infinity : Math.min(request.until, Date.now() + WITHIN_MS);
  for (let attempt = 1; ; attempt++) {
    try {
      // A timer takes whole milliseconds only.
      const withinMs = Math.max(0, Math.floor(Math.min(request.withinMs ?? WITHIN_MS, end - Date.now())));
      return await inSpan("http.client", `${request.method} ${request.provider}`, () => ask(request, withinMs));
    } catch (error) {
      if (!(error instanceof VendorError) || error.permanent || !request.isRead || attempt >= ATTEMPTS) throw error;
      const pauseMs = Math.min(LONGEST_WAIT_MS, error.retryAfterMs ?? 300 * 2 ** attempt);
      if (Date.now() + pauseMs >= end) throw error;
      await wait(pauseMs);
    }
  }
}

async function ask<T>(request: VendorRequest<T>, withinMs: number): Promise<T> {
  const { provider, baseUrl, apiKey, method, path, query, body, answer } = request;
  const url = new URL(`${baseUrl}${path}`);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  // Outside the `try`: what is wrong with our own time is not the vendor's silence.
  const signal = AbortSignal.timeout(withinMs);
  let response: Response;
  let text: string | null;
  try {
    response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...(body !== undefined && { "content-type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      // A key is for one host: it follows no redirect.
      redirect: "error",
      cache: "no-store",
      signal,
    });
    text = await readText(response.body, MOST_BYTES);
  } catch {
    throw new VendorError(provider, null);
  }
  if (!response.ok) throw new VendorError(provider, response.status, retryAfterOf(response));
  if (text === null) throw new LongAnswer(provider, response.status);
  const parsed = answer.safeParse(jsonOf(text));
  if (!parsed.success) throw new VendorError(provider, 502);
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
