import { lookup } from "node:dns";
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { AppError } from "../errors";
import { isPublicAddress } from "./public-address";

export type GuardedOptions = {
  /** Sent as JSON by POST; without it and `form` the address is read by GET. */
  json?: unknown;
  /** Sent by POST the way a form is. */
  form?: Record<string, string>;
  headers?: Record<string, string>;
  /** Origins the operator configured (vendor base URLs): reached wherever they are. Everything else must be public. */
  trustedOrigins: readonly string[];
  /** Milliseconds until the answer's headers must be here. */
  headersWithinMs?: number;
  /** Milliseconds without a byte after which the body is cut. */
  idleMs?: number;
  /** Milliseconds until the whole answer must be here, however steadily it drips; then the body is cut. 10 s unless told. */
  withinMs?: number;
  signal?: AbortSignal;
};

export type GuardedAnswer = { status: number; headers: Headers; body: ReadableStream<Uint8Array> };

/**
 * GETs (or POSTs JSON or a form to) an address that somebody else chose (a vendor's payload, a user's setting). The check sits where the connection
 * is made, so a name cannot resolve to one address when checked and another when dialled. Redirects are not followed.
 * Throws `unavailable` when the address is refused, unreachable or too slow.
 */
export async function fetchGuarded(address: string, options: GuardedOptions): Promise<GuardedAnswer> {
  const url = parseAddress(address);
  const trusted = options.trustedOrigins.includes(url.origin);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  // The lookup hook is not asked for literals.
  if (!trusted && isIP(literal) && !isPublicAddress(literal)) throw refused();
  const answer = await open(url, trusted, options);
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) if (typeof value === "string") headers.set(name, value);
  return {
    status: answer.statusCode ?? 0,
    headers,
    body: Readable.toWeb(answer, { strategy: { highWaterMark: 4 } }) as ReadableStream<Uint8Array>,
  };
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || url.username || url.password) throw refused();
  return url;
}

function open(url: URL, trusted: boolean, options: GuardedOptions): Promise<IncomingMessage> {
  const { headersWithinMs = 10_000, idleMs = 30_000, withinMs = 10_000, signal } = options;
  const { body, type } = bodyOf(options);
  const headers = { ...options.headers, ...(type && { "content-type": type }) };
  const method = body === undefined ? "GET" : "POST";
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? requestSecure : requestPlain;
    const outgoing = send(url, { method, headers, signal, agent: false, ...(trusted ? {} : { lookup: publicLookup }) });
    const tooSlow = setTimeout(() => outgoing.destroy(new Error("no answer in time")), headersWithinMs);
    outgoing.setTimeout(idleMs, () => outgoing.destroy(new Error("the answer stalled")));
    const tooLong = setTimeout(() => outgoing.destroy(new Error("the answer takes too long")), withinMs);
    outgoing.on("close", () => clearTimeout(tooLong));
    outgoing.on("error", (error) => {
      clearTimeout(tooSlow);
      reject(error instanceof AppError ? error : unreachable());
    });
    outgoing.on("response", (incoming) => {
      clearTimeout(tooSlow);
      resolve(incoming);
    });
    outgoing.end(body);
  });
}

function bodyOf({ json, form }: GuardedOptions): { body?: string; type?: string } {
  if (form) return { body: new URLSearchParams(form).toString(), type: "application/x-www-form-urlencoded" };
  return json === undefined ? {} : { body: JSON.stringify(json), type: "application/json" };
}

const publicLookup: LookupFunction = (hostname, lookupOptions, callback) => {
  lookup(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 0);
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address))) return callback(refused(), "", 0);
    if (lookupOptions.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

function refused(): AppError {
  return new AppError("unavailable", "This address may not be fetched from here.");
}

function unreachable(): AppError {
  return new AppError("unavailable", "The other side did not answer. Try again in a moment.");
}
