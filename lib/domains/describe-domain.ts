import type { Selectable } from "kysely";
import type { DB } from "../db/database";
import { env } from "../env";
import { lapsesAt } from "./grace";
import type { Domain } from "./schemas";

export type DomainRow = Selectable<DB["domains"]>;

/** Where the proof stands in the DNS: beside the name, so that it does not collide with a CNAME. */
export function proofOf({ hostname, verification_token }: Pick<DomainRow, "hostname" | "verification_token">) {
  return { type: "TXT" as const, name: `_foyer.${hostname}`, value: `foyer-verification=${verification_token}` };
}

/** A domain as its organization sees it. */
export function describeDomain(row: DomainRow): Domain {
  const { id, hostname, verified_at, checked_at, problem, created_at, missing_since, lapsed_at } = row;
  return {
    id,
    hostname,
    state: verified_at ? "verified" : lapsed_at ? "lapsed" : "waiting",
    records: [proofOf(row), { type: "CNAME", name: hostname, value: env().DOMAIN_TARGET }],
    problem,
    lapses_at: lapsesAt(missing_since)?.toISOString() ?? null,
    lapsed_at: lapsed_at?.toISOString() ?? null,
    checked_at: checked_at?.toISOString() ?? null,
    verified_at: verified_at?.toISOString() ?? null,
    created_at: created_at.toISOString(),
  };
}
