import { env } from "../env";

/** Whether a host name is Foyer's own or below it, or its hosting's: no organization may claim it. */
export function isOurs(hostname: string): boolean {
  const { PUBLIC_BASE_URL, ORGANIZATION_DOMAIN } = env();
  const own = [new URL(PUBLIC_BASE_URL).hostname, ORGANIZATION_DOMAIN, "vercel.app"];
  return own.some((name) => name !== undefined && (hostname === name || hostname.endsWith(`.${name}`)));
}
