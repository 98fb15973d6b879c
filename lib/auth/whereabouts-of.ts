import { env } from "../env";
import { clientAddress } from "../http/client-ip";

/**
 * Where a request came from, as coarse as its sender recognises it: town and country where the platform says them, else
 * the network (an IPv4 without its last number, an IPv6 by its first three groups). Never the whole address.
 */
export function whereaboutsOf(request: Pick<Request, "headers">): string {
  if (env().FOYER_ENV === "embedded") return "This machine";
  const city = decoded(request.headers.get("x-vercel-ip-city"));
  const country = request.headers.get("x-vercel-ip-country") ?? "";
  if (country) return [city, country].filter(Boolean).join(", ").slice(0, 60);
  const address = clientAddress(request);
  if (!address) return "";
  return address.includes(":") ? `${address.split(":").slice(0, 3).join(":")}::` : address.replace(/\.\d+$/, ".x");
}

function decoded(text: string | null): string {
  try {
    return decodeURIComponent(text ?? "");
  } catch {
    return "";
  }
}
