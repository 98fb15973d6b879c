import { sql } from "kysely";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import type { DomainRow } from "./describe-domain";
import { lapsesAt } from "./grace";
import { detachDomainJob } from "./jobs/detach-domain";
import { tellOfDomainJob } from "./jobs/tell-of-domain";
import { domainOrThrow } from "./list-domains";
import type { Proof } from "./read-proof";

/**
 * Notes what the DNS said of a verified name. A missing proof is announced once and given a week; when it is still missing then,
 * the name leads here no more, and whoever owns it now may prove it elsewhere. Nothing is recorded where nothing changed.
 * @param of `seen` is the row as it was before the DNS was asked: checked by somebody since, it is left to their answer
 */
export async function recheckDomain(ctx: Context, { seen, proof }: { seen: DomainRow; proof: Proof }): Promise<void> {
  const { id } = seen;
  const row = await domainOrThrow(ctx, id, true);
  if (row.checked_at?.getTime() !== seen.checked_at?.getTime()) return;
  if (row.verified_at === null || proof.found === "silent") return;
  if (proof.found === "proof") {
    await keep(ctx, row, { problem: null, missing_since: null });
    if (row.missing_since) await state(ctx, row, "domain.found_again");
    return;
  }
  const problem = proof.found === "nothing" ? GONE : proof.problem;
  if (row.missing_since === null) {
    const now = new Date();
    await keep(ctx, row, { problem, missing_since: now });
    await state(ctx, row, "domain.missing");
    await enqueue(ctx.tx, tellOfDomainJob, { org_id: ctx.org.id, domain_id: id, news: "missing" });
    return;
  }
  const end = lapsesAt(row.missing_since);
  if (end && end.getTime() > Date.now()) {
    await keep(ctx, row, { problem });
    return;
  }
  await keep(ctx, row, { problem, verified_at: null, missing_since: null, lapsed_at: new Date() });
  await state(ctx, row, "domain.lapsed");
  await enqueue(ctx.tx, tellOfDomainJob, { org_id: ctx.org.id, domain_id: id, news: "lapsed" });
  await enqueue(ctx.tx, detachDomainJob, { org_id: ctx.org.id, hostname: row.hostname });
}

const GONE = "The TXT record that proved this name is gone from its DNS. Write it again.";

type Noted = Partial<Pick<DomainRow, "problem" | "missing_since" | "verified_at" | "lapsed_at">>;

async function keep(ctx: Context, { id }: DomainRow, noted: Noted): Promise<void> {
  await ctx.tx
    .updateTable("domains")
    .set({ ...noted, checked_at: sql`clock_timestamp()` })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .execute();
}

function state(
  ctx: Context,
  { id, hostname }: DomainRow,
  name: "domain.missing" | "domain.found_again" | "domain.lapsed",
): Promise<void> {
  return recordEvent(ctx, { name, subject: { type: "domain", id }, data: { hostname } });
}
