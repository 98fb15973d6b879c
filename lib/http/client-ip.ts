import { env } from "../env";

// Some proxies write the connection's port behind the address, and IPv6 in brackets then: `203.0.113.7:4711`.
const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+)|\[([^\]]+)\])(?::\d+)?$/;

type WithHeaders = { headers: Pick<Headers, "get"> };

/**
 * The address a request came from, for limits and logs of security; without one everybody shares the key `unknown`, so a
 * missing header limits more, not less. The embedded stack is reached from this machine only: one key for all. IPv6 counts
 * as its /64, because one customer holds a whole one.
 */
export function clientIp(request: WithHeaders): string {
  if (env().FOYER_ENV === "embedded") return "local";
  const address = clientAddress(request);
  if (!address) return "unknown";
  return address.includes(":") ? networkOf(address) : address;
}

/**
 * The whole address a request came from, for lists of allowed networks; undefined when nobody we trust says. At Vercel: the
 * headers that the platform overwrites. Behind proxies of one's own (`TRUSTED_PROXY_HOPS`): so many entries from the end of
 * `X-Forwarded-For`, because each proxy appends whom it heard and everything before them is the client's own words.
 */
export function clientAddress(request: WithHeaders): string | undefined {
  const { FOYER_ENV, TRUSTED_PROXY_HOPS } = env();
  if (FOYER_ENV === "embedded") return "127.0.0.1";
  const given =
    TRUSTED_PROXY_HOPS > 0
      ? request.headers.get("x-forwarded-for")?.split(",").at(-TRUSTED_PROXY_HOPS)
      : (request.headers.get("x-vercel-forwarded-for") ?? request.headers.get("x-real-ip"))?.split(",")[0];
  const written = given?.trim().toLowerCase();
  const [, v4, v6] = WITH_PORT.exec(written ?? "") ?? [];
  const address = v4 ?? v6 ?? written;
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
