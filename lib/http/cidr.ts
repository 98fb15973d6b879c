import { BlockList, isIP } from "node:net";

type Network = { address: string; prefix: number; family: "ipv4" | "ipv6" };

/**
 * Whether an address lies in one of the networks. IPv4 inside IPv6 (`::ffff:203.0.113.7`) counts as the IPv4 it is.
 * @param address undefined when it is not known: then in none
 */
export function isWithin(address: string | undefined, networks: readonly string[]): boolean {
  const family = isIP(address ?? "");
  if (address === undefined || family === 0) return false;
  const list = new BlockList();
  for (const text of networks) {
    const network = networkOf(text);
    if (network) list.addSubnet(network.address, network.prefix, network.family);
  }
  return list.check(address, family === 4 ? "ipv4" : "ipv6");
}

function networkOf(text: string): Network | undefined {
  const [address = "", size, ...rest] = text.split("/");
  const version = isIP(address);
  // A zone (`fe80::1%eth0`) means something on one machine only.
  if (version === 0 || rest.length > 0 || address.includes("%")) return undefined;
  const most = version === 4 ? 32 : 128;
  if (size !== undefined && !/^[1-9]\d{0,2}$/.test(size)) return undefined;
  const prefix = size === undefined ? most : Number(size);
  if (prefix > most) return undefined;
  return { address, prefix, family: version === 4 ? "ipv4" : "ipv6" };
}
