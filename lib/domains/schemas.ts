import { z } from "zod";

const HOSTNAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** A host name as people type or paste it: in capitals, with umlauts, as an address. Answers lower case and punycode. */
export const Hostname = z
  .string()
  .trim()
  .max(300, "That is longer than any host name.")
  .transform((typed) => {
    const address = URL.parse(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`);
    return address?.hostname.replace(/\.$/, "") ?? "";
  })
  .pipe(
    z
      .string()
      .max(253, "That is longer than any host name.")
      .regex(HOSTNAME, "Write a host name such as calls.example.com.")
      .refine((name) => !/\.(local|localhost|internal|invalid|test|onion|arpa)$/.test(name), {
        error: "That name is not on the public internet.",
      }),
  );

export const AddDomain = z.object({ hostname: Hostname });
export type AddDomain = z.infer<typeof AddDomain>;

/** A host name of the organization's. Times ISO 8601 UTC. */
export type Domain = {
  id: string;
  hostname: string;
  /** `waiting` until the record was seen; `lapsed` when it led here and its record stayed away for a week. */
  state: "waiting" | "verified" | "lapsed";
  /** What its owner puts into the DNS: the proof, and the way here. */
  records: { type: "TXT" | "CNAME"; name: string; value: string }[];
  problem: string | null;
  /** When a verified name whose record is missing stops to lead here. */
  lapses_at: string | null;
  lapsed_at: string | null;
  checked_at: string | null;
  verified_at: string | null;
  created_at: string;
};
