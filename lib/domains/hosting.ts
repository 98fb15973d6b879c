import { env } from "../env";
import { logger } from "../log/logger";
import { Vercel } from "./vercel";

/** Whoever serves our pages must know a host name before it answers under it, with a certificate. */
export type Hosting = {
  attach(hostname: string): Promise<void>;
  detach(hostname: string): Promise<void>;
};

/** Vercel where it is configured; elsewhere the names are attached by hand (docs/deployment.md). */
export function hosting(): Hosting {
  const { VERCEL_API_TOKEN, VERCEL_PROJECT_ID, VERCEL_TEAM_ID, VERCEL_API_URL } = env();
  if (!VERCEL_API_TOKEN || !VERCEL_PROJECT_ID) return BY_HAND;
  return new Vercel(VERCEL_API_URL, VERCEL_API_TOKEN, VERCEL_PROJECT_ID, VERCEL_TEAM_ID);
}

const BY_HAND: Hosting = {
  attach: async (hostname) => logger().warn({ hostname }, "a domain was verified; attach it to the hosting by hand"),
  detach: async (hostname) => logger().warn({ hostname }, "a domain was removed; detach it from the hosting by hand"),
};
