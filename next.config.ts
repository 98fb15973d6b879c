import type { NextConfig } from "next";

/** On every answer. The policy of a page is the middleware's, with a nonce of its own. */
const SECURITY_HEADERS = {
  // Two years. Tenants' own domains are asked for themselves and below, and never put on browsers' built-in list by us.
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
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

const config: NextConfig = {
  // A second build (tests, bench) may live beside the one being served.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // `npm run bench` builds its yardstick, a bare route, into the same server; no other build holds it.
  ...(process.env.FOYER_BENCH ? { pageExtensions: ["tsx", "ts", "bench.ts", "bench.tsx"] } : {}),
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
    ];
  },
  // A visited screen shows at once: its data lives in the SWR cache, which follows the live events, so the shell may be old.
  // Offline, a page that was not visited waits for the connection instead of leaving for the browser's own error page.
  experimental: { staleTimes: { dynamic: 600, static: 600 }, useOffline: true },
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
