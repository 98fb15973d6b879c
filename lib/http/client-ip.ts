import { env } from "../env";

/**
 * The address a request came from, for limits and logs of security. Hosted: the header the platform overwrites, never
 * one a client can choose; without it everybody shares the key `unknown`, so a missing header limits more, not less.
 * The embedded stack is reached from this machine only and has no such header: one key for all. IPv6 counts as its /64,
 * because one customer holds a whole one.
 */
export function clientIp(request: Pick<Request, "headers">): string {
  if (env().FOYER_ENV === "embedded") return "local";
  const address = clientAddress(request);
  if (!address) return "unknown";
  return address.includes(":") ? networkOf(address) : address;
}

/** The whole address a request came from, for lists of allowed networks; undefined when the platform does not say. */
export function clientAddress(request: Pick<Request, "headers">): string | undefined {
  if (env().FOYER_ENV === "embedded") return "127.0.0.1";
  const given = request.headers.get("x-vercel-forwarded-for") ?? request.headers.get("x-real-ip");
  const address = given?.split(",")[0]?.trim().toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address ?? "");
  return mapped?.[1] ?? (address || undefined);
}

function networkOf(address: string): string {
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
