import { env } from "../env";
import { AppError } from "../errors";
import { isRead } from "./request";

/**
 * Refuses state changes that another site sent with our cookies (VX12). Browsers state the site in `Sec-Fetch-Site` and
 * `Origin`; a request without either is no browser and carries no ambient cookie of a victim.
 */
export function requireSameOrigin(request: Request): void {
  if (isRead(request)) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const foreignSite = site !== null && site !== "same-origin" && site !== "none";
  const foreignOrigin =
    origin !== null && origin !== new URL(env().PUBLIC_BASE_URL).origin && origin !== ownOrigin(request);
  if (foreignSite || foreignOrigin) throw new AppError("forbidden", "This change must come from the dashboard itself.");
}

// Tenant domains and preview addresses: the browser's Origin must equal the host it spoke to.
function ownOrigin(request: Request): string | null {
  const host = request.headers.get("host");
  return host ? `${new URL(request.url).protocol}//${host}` : null;
}
