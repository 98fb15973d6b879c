import { Resolver } from "node:dns/promises";
import { env } from "../env";

/** What the DNS says of a name, or why it says nothing, in words for the owner of the name. */
export type Proof = { values: string[] } | { problem: string };

const TIMEOUT_MS = 3_000;
const ABSENT = new Set(["ENOTFOUND", "ENODATA"]);

/** Reads the TXT records of a name. A record in several pieces is one value. */
export async function readProof(name: string): Promise<Proof> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 });
  const { DNS_RESOLVER } = env();
  if (DNS_RESOLVER) resolver.setServers([DNS_RESOLVER]);
  try {
    return { values: (await resolver.resolveTxt(name)).map((pieces) => pieces.join("").trim()) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return {
      problem: ABSENT.has(code)
        ? `There is no TXT record at ${name} yet. A new record can take an hour to be seen.`
        : `The DNS did not answer for ${name}. Try again in a minute.`,
    };
  }
}
