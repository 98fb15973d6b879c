import { bootThrowAway } from "../../scripts/stack/boot-throw-away";
import type { Stack } from "../../scripts/stack/stack";
import { serveDns } from "./serve-dns";

/** Boots a throw-away stack with a name server; `stop` removes its folder as well. */
export async function bootTestStack(): Promise<Stack> {
  // Hashing cost of passwords in the embedded auth server: tests sign in hundreds of times.
  process.env.LITE_AUTH_BCRYPT_COST = "4";
  const stack = await bootThrowAway();
  const dns = await serveDns();
  const env = { ...stack.env, DNS_RESOLVER: dns.resolver, DNS_CONTROL_URL: dns.control };
  const stop = () => Promise.all([dns.stop(), stack.stop()]).then(() => undefined);
  return { ...stack, env, stop };
}
