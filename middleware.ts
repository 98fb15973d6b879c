import { createServerClient } from "@supabase/ssr";
import { isAuthRetryableFetchError } from "@supabase/supabase-js";
import { type NextFetchEvent, type NextRequest, NextResponse } from "next/server";
import { askAuthServer } from "./lib/auth/ask-auth-server";
import { isOpenPage } from "./lib/auth/open-pages";
import { cookieAttributes, sessionCookie, sessionExpiry, wantsCode } from "./lib/auth/session-cookie";
import { leadInto } from "./lib/domains/lead-into";
import { organizationOfHost } from "./lib/domains/organization-of-host";
import { env } from "./lib/env";
import { contentSecurityPolicy, newNonce } from "./lib/http/content-security-policy";
import { requestIdOf } from "./lib/http/request-id";
import { takeAddressTurn } from "./lib/http/take-address-turn";
import { tooManyPages } from "./lib/http/too-many-pages";
import { LAST_ORGANIZATION } from "./lib/orgs/last-organization";
import { reservedSlugs } from "./lib/orgs/slug";

/** Pages only: API, webhooks and files look after themselves. */
export const config = { matcher: ["/((?!api/|webhooks/|_next/|.*\\.[a-z0-9]+$).*)"] };

/** auth-js refreshes a session that has less than this left. */
const REFRESH_BELOW_S = 90;

/**
 * Before every page: counts the address (without waiting for Redis), leads an organization's own host name into its pages,
 * renews a session that is about to end (a page cannot write cookies), sends signed-out people to sign-in, gives the request
 * its id and the page its policy. A convenience, never the lock: each page and route asks the auth server and the database
 * itself.
 */
export async function middleware(request: NextRequest, event: NextFetchEvent): Promise<Response> {
  const requestId = requestIdOf(request);
  const turn = takeAddressTurn(request);
  if (turn.told) event.waitUntil(turn.told);
  if (!turn.allowed) return tooManyPages(turn, requestId);
  const slug = await organizationOfHost(request.headers.get("host"));
  const elsewhere = slug === null ? null : leadInto(slug, request.nextUrl, env().PUBLIC_BASE_URL);
  if (elsewhere) return moved(request, elsewhere, requestId);
  request.headers.set("x-request-id", requestId);
  const policy = contentSecurityPolicy(newNonce());
  // Next takes the nonce for its own scripts from here.
  request.headers.set("content-security-policy", policy);
  const expiry = sessionExpiry(request.cookies.getAll());
  const isEnding = expiry !== undefined && expiry - Date.now() / 1000 < REFRESH_BELOW_S;
  const { response, signedIn } = isEnding
    ? await refreshed(request)
    : { response: goOn(request), signedIn: expiry !== undefined };
  const answer = isOpenPage(request.nextUrl.pathname) ? response : detour(request, response, signedIn);
  if (signedIn) rememberOrganization(request, answer);
  answer.headers.set("x-request-id", requestId);
  answer.headers.set("content-security-policy", policy);
  // Next's own redirects (to the address of a payload) carry our cookies and no rule of their own for caches.
  if (signedIn || answer.cookies.getAll().length > 0) answer.headers.set("cache-control", "private, no-store");
  return answer;
}

// Next writes an address of the host it listens on without the host: asked under another name, the browser would go round in
// circles. Such an address is told by another header.
function moved(request: NextRequest, address: string, requestId: string): NextResponse {
  const host = request.headers.get("host");
  const to = new URL(address, `${request.nextUrl.protocol}//${host}`);
  const headers = { "x-request-id": requestId, "cache-control": "private, no-store" };
  if (to.host === request.nextUrl.host && to.host !== host)
    return new NextResponse(null, { headers: { ...headers, refresh: `0; url=${to.href}` } });
  return NextResponse.redirect(to, { status: 307, headers });
}

function goOn(request: NextRequest): NextResponse {
  return NextResponse.next({ request: { headers: request.headers } });
}

async function refreshed(request: NextRequest): Promise<{ response: NextResponse; signedIn: boolean }> {
  let response = goOn(request);
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const { auth } = createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    global: { fetch: askAuthServer },
    cookieOptions: sessionCookie(),
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll: (changed, headers) => {
        // The page that follows must see the new session, and so must the browser; nobody may cache it.
        for (const { name, value } of changed) request.cookies.set(name, value);
        response = goOn(request);
        for (const { name, value, options } of changed) response.cookies.set(name, value, options);
        for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
      },
    },
  });
  const { data, error } = await auth.getSession();
  // An auth server that cannot be reached has not signed anybody out; the page will say what is wrong.
  const signedIn = data.session !== null || (error !== null && isAuthRetryableFetchError(error));
  return { response, signedIn };
}

/** Where a page leads first: to sign-in, or to the code of the second factor; else on. */
function detour(request: NextRequest, response: NextResponse, signedIn: boolean): NextResponse {
  if (!signedIn) return toDoor("/sign-in", request, response);
  const isThere = request.nextUrl.pathname === "/second-factor";
  return !isThere && wantsCode(request.cookies.getAll()) ? toDoor("/second-factor", request, response) : response;
}

function toDoor(door: string, request: NextRequest, { cookies }: NextResponse): NextResponse {
  const address = new URL(door, request.nextUrl);
  address.searchParams.set("next", request.nextUrl.pathname + request.nextUrl.search);
  const redirect = NextResponse.redirect(address);
  for (const cookie of cookies.getAll()) redirect.cookies.set(cookie);
  redirect.headers.set("cache-control", "private, no-store");
  return redirect;
}

function rememberOrganization(request: NextRequest, response: NextResponse): void {
  const slug = request.nextUrl.pathname.split("/")[1] ?? "";
  const isPrefetch = request.headers.has("next-router-prefetch") || request.headers.get("purpose") === "prefetch";
  if (slug === "" || reservedSlugs.has(slug) || isPrefetch) return;
  if (request.cookies.get(LAST_ORGANIZATION)?.value === slug) return;
  response.cookies.set(LAST_ORGANIZATION, slug, { ...cookieAttributes(), maxAge: 365 * 86_400 });
}
