import { inject } from "@vercel/analytics";
import { injectSpeedInsights } from "@vercel/speed-insights";
import { maskUrl } from "@/lib/log/mask-path";
import { mayMeasure } from "./may-measure";

/**
 * Vercel's visit counter and page speed. Both load from `/_vercel` of our own address and are told patterns of addresses:
 * `/[org]/calls/[id]`, never which organization or call, never a query.
 */
export function startCounting(): void {
  inject({ framework: "next", mode: "production", beforeSend: masked });
  injectSpeedInsights({ framework: "next", beforeSend: (event) => withRoute(masked(event)) });
}

function masked<T extends { url: string }>(event: T): T | null {
  return mayMeasure() ? { ...event, url: maskUrl(event.url, location.origin) } : null;
}

function withRoute<T extends { url: string }>(event: T | null): (T & { route: string }) | null {
  return event && { ...event, route: new URL(event.url).pathname.replaceAll("%5B", "[").replaceAll("%5D", "]") };
}
