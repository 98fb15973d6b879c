import { Resolver } from "node:dns/promises";
import { env } from "../env";
import { type DomainRow, proofOf } from "./describe-domain";

/**
 * What the DNS says of a name's proof, in words for the owner of the name. `silent` says nothing of the record: a name server that is
 * away must cost nobody their name.
 */
export type Proof = { found: "proof" } | { found: "another" | "nothing" | "silent"; problem: string };

const TIMEOUT_MS = 3_000;
const ABSENT = new Set(["ENOTFOUND", "ENODATA"]);

/** Looks for the TXT record that proves a name. A record in several pieces is one value. */
export async function readProof(row: Pick<DomainRow, "hostname" | "verification_token">): Promise<Proof> {
  const { name, value } = proofOf(row);
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 });
  const { DNS_RESOLVER } = env();
  if (DNS_RESOLVER) resolver.setServers([DNS_RESOLVER]);
  try {
    const values = (await resolver.resolveTxt(name)).map((pieces) => pieces.join("").trim());
    if (values.includes(value)) return { found: "proof" };
    return { found: "another", problem: `The TXT record at ${name} holds something else. Copy the value again.` };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return ABSENT.has(code)
      ? {
          found: "nothing",
          problem: `There is no TXT record at ${name} yet. A new record can take an hour to be seen.`,
        }
      : { found: "silent", problem: `The DNS did not answer for ${name}. Try again in a minute.` };
  }
}
