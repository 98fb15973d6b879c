import { clientIp } from "../http/client-ip";
import type { Charge } from "../http/limit";

/** What an attempt at an account costs: see the table in lib/redis/tiers.ts for the three counts. */
export function attemptAt(request: Request, account: string): Charge[] {
  const address = clientIp(request);
  const door = new URL(request.url).pathname;
  return [
    { tier: "auth.attempt", who: `${door}\n${address}\n${account}` },
    { tier: "auth.account", who: `${door}\n${account}` },
    { tier: "auth.address", who: address },
  ];
}

/** What an attempt that names no account costs (a link's token, a new password). */
export function attemptFrom(request: Request): Charge[] {
  return [{ tier: "auth.address", who: clientIp(request) }];
}
