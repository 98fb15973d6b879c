import type { Turn } from "../redis/sliding-window";
import { inWords, rateLimitHeaders, secondsUntil } from "./rate-limit-headers";

/** The page for an address that asks too often: no script, no file, comes back by itself when it may. */
export function tooManyPages(turn: Turn, requestId: string): Response {
  const seconds = secondsUntil(turn.reset_at);
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="${seconds}">
<title>A short pause · Foyer</title>
<main style="font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem">
<h1 style="font-size: 1.5rem">A short pause</h1>
<p>Very many requests came from your network. This page loads by itself in ${inWords(seconds)}; nothing is lost.</p>
<p><small>Request ${requestId}</small></p>
</main>
</html>`;
  return new Response(page, {
    status: 429,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "private, no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
      "x-request-id": requestId,
      ...rateLimitHeaders(turn),
    },
  });
}
