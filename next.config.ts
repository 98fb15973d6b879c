import type { NextConfig } from "next";

/** On every answer. The policy of a page is the middleware's, with a nonce of its own. */
const SECURITY_HEADERS = {
  // Two years, for the host that was asked. Only our own host speaks for its subdomains (see `ownHost`).
  "Strict-Transport-Security": "max-age=63072000",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // Addresses name organizations and calls; no other site learns even ours.
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy":
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()",
};

/** What is no page runs nothing and is framed nowhere, should somebody open it as one. */
const NO_PAGE =
  "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/**
 * Our own host promises TLS for everything below it, as organizations' subdomains are ours. On a domain that an organization
 * brings along we must not: the rest of it is theirs, and some of it may speak plain HTTP (decision 085).
 */
export function ownHost(publicUrl = process.env.PUBLIC_BASE_URL) {
  if (!publicUrl) return [];
  const value = "max-age=63072000; includeSubDomains";
  return [
    {
      source: "/:path*",
      has: [{ type: "host" as const, value: literally(new URL(publicUrl).hostname) }],
      headers: [{ key: "Strict-Transport-Security", value }],
    },
  ];
}

/**
 * Origins whose scripts may use the API, with an API key: no cookie is ever sent or answered to another origin (there is no
 * `Access-Control-Allow-Credentials`). None unless `CORS_ORIGINS` names them when this is built.
 */
export function corsHeaders(origins = process.env.CORS_ORIGINS ?? "") {
  return origins
    .split(",")
    .map((origin) => origin.trim())
    .filter((origin) => origin !== "")
    .map((origin) => {
      if (origin.includes("*") || new URL(origin).origin !== origin)
        throw new Error(`CORS_ORIGINS: ${origin} is no origin`);
      return {
        source: "/api/v1/:path*",
        has: [{ type: "header" as const, key: "origin", value: literally(origin) }],
        headers: [
          { key: "Access-Control-Allow-Origin", value: origin },
          { key: "Access-Control-Allow-Methods", value: "GET, POST, PUT, PATCH, DELETE" },
          { key: "Access-Control-Allow-Headers", value: "Authorization, Content-Type, Idempotency-Key, If-Match" },
          {
            key: "Access-Control-Expose-Headers",
            value: "ETag, X-Request-Id, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset",
          },
          { key: "Access-Control-Max-Age", value: "600" },
          { key: "Vary", value: "Origin" },
        ],
      };
    });
}

const config: NextConfig = {
  // A second build (tests, bench) may live beside the one being served.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // `npm run bench` builds its yardstick, a bare route, into the same server; no other build holds it.
  ...(process.env.FOYER_BENCH ? { pageExtensions: ["tsx", "ts", "bench.ts", "bench.tsx"] } : {}),
  // `npm test` has checked the types of the whole tree before it builds; a build by itself checks them, as at the host.
  typescript: { ignoreBuildErrors: process.env.FOYER_TYPES_CHECKED === "1" },
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: ["pg-boss", "postgres", "pino"],
  images: { unoptimized: true },
  devIndicators: false,
  // The deep health check compares them with what the database has.
  outputFileTracingIncludes: {
    "/api/health": ["./supabase/migrations/*.sql"],
    "/api/ops/health": ["./supabase/migrations/*.sql"],
  },
  async headers() {
    const headers = Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value }));
    const policy = [{ key: "Content-Security-Policy", value: NO_PAGE }];
    return [
      { source: "/:path*", headers },
      { source: "/(api|webhooks)/:path*", headers: policy },
      { source: "/((?!_next/).*\\.[a-z0-9]+)", headers: policy },
      ...ownHost(),
      ...corsHeaders(),
    ];
  },
  // A visited screen shows at once: its data lives in the SWR cache, which follows the live events, so the shell may be old.
  // Offline, a page that was not visited waits for the connection instead of leaving for the browser's own error page.
  experimental: {
    staleTimes: { dynamic: 600, static: 600 },
    useOffline: true,
    // What a build keeps for the next one costs it a third of its time.
    turbopackFileSystemCacheForBuild: process.env.FOYER_BUILT_ONCE !== "1",
  },
};

/**
 * A build that holds a token of Sentry uploads its source maps under the release's name and keeps none to serve. Only the
 * upload is taken from Sentry's set-up: its instrumentation of modules and routes costs half of a route's throughput.
 */
export default async function hostedConfig(): Promise<NextConfig> {
  const { SENTRY_AUTH_TOKEN: authToken, SENTRY_ORG: org, SENTRY_PROJECT: project } = process.env;
  if (!authToken) return config;
  const { withSentryConfig } = await import("@sentry/nextjs/config");
  return withSentryConfig(config, {
    authToken,
    org,
    project,
    sentryUrl: process.env.SENTRY_URL || undefined,
    release: { name: process.env.VERCEL_GIT_COMMIT_SHA },
    sourcemaps: { deleteSourcemapsAfterUpload: true },
    routeManifestInjection: false,
    telemetry: false,
    silent: true,
  });
}
