import { createMiddleware } from "hono/factory";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * The control API has no key because only this machine reaches it; so a web page from elsewhere must not reach it
 * through the visitor's browser, neither by a plain cross-site request nor under a host name that points here.
 */
export const refuseStrangers = createMiddleware(async (c, next) => {
  const origin = c.req.header("origin");
  const from = origin === undefined || origin === "null" ? origin : new URL(origin).host;
  if (!LOOPBACK.test(c.req.header("host") ?? "") || (from !== undefined && !LOOPBACK.test(from))) {
    return c.json({ error: "The sandbox is controlled from this machine only" }, 403);
  }
  await next();
});
