import { z } from "zod";
import { env } from "../../env";
import { AppError } from "../../errors";

/** Bytes. The recording of a minute, uncompressed, stays well below; Vercel takes 4.5 MB. */
export const LARGEST_ENVELOPE = 2 * 1024 * 1024;

const TIMEOUT_MS = 5_000;

const Header = z.object({ dsn: z.string() });

/**
 * Passes an envelope of our own browsers on to Sentry, so that pages talk to our address alone and blockers of foreign
 * hosts don't hide errors. Where it goes is built from our DSN, never from the request; an envelope for any other host,
 * project or key is refused, and nothing of the request but its body leaves: no cookie, no address.
 * @param body the raw envelope; ours are text throughout
 * @returns Sentry's status with its wishes about the rate; throws `not_found` without a DSN, `forbidden` for a foreign one
 */
export async function relayEnvelope(body: string): Promise<Response> {
  const { SENTRY_DSN } = env();
  if (!SENTRY_DSN) throw new AppError("not_found", "There is nothing at this address.");
  if (dsnOf(body) !== SENTRY_DSN) throw new AppError("forbidden", "This address passes on our own reports only.");
  const answer = await send(envelopeAddress(SENTRY_DSN), body);
  const headers = new Headers();
  for (const name of ["x-sentry-rate-limits", "retry-after"]) {
    const value = answer.headers.get(name);
    if (value) headers.set(name, value);
  }
  await answer.body?.cancel();
  return new Response(null, { status: answer.ok ? 200 : answer.status, headers });
}

/** `https://KEY@HOST/prefix/PROJECT` → `https://HOST/prefix/api/PROJECT/envelope/?sentry_key=KEY…` */
function envelopeAddress(dsn: string): URL {
  const { protocol, host, pathname, username } = new URL(dsn);
  const at = pathname.lastIndexOf("/");
  const address = new URL(`${protocol}//${host}${pathname.slice(0, at)}/api/${pathname.slice(at + 1)}/envelope/`);
  address.searchParams.set("sentry_key", username);
  address.searchParams.set("sentry_version", "7");
  return address;
}

// The first line of an envelope is its header.
function dsnOf(body: string): string | undefined {
  const end = body.indexOf("\n");
  if (end < 0 || end > 4_096) return undefined;
  try {
    return Header.parse(JSON.parse(body.slice(0, end))).dsn;
  } catch {
    return undefined;
  }
}

async function send(address: URL, body: string): Promise<Response> {
  try {
    return await fetch(address, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-sentry-envelope" },
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new AppError("unavailable", "Sentry is not reachable just now.", { retry_after_seconds: 60 });
  }
}
