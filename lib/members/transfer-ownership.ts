import { sql } from "kysely";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import { tellOfOwnershipJob } from "./jobs/tell-of-ownership";
import type { Ownership } from "./schemas";

type Outcome = "transferred" | "not_allowed" | "no_member" | "no_admin" | "owner_already";

/**
 * Hands the organization to another of its admins, who alone can hand it on; both are told by mail. The database decides who
 * may: the owner, or platform staff (else `forbidden`). `not_found` for somebody who is no member, `conflict` for one who is no admin or owns it already.
 */
export async function transferOwnership(ctx: Context, userId: string): Promise<Ownership> {
  const { rows } = await sql<{ outcome: Outcome; previous_owner: string | null }>`
    select * from private.transfer_ownership(${userId}::uuid)`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error("transfer_ownership returned nothing");
  if (row.outcome !== "transferred") throw REFUSALS[row.outcome]();
  const before = { owner_id: row.previous_owner };
  const after = { owner_id: userId };
  await enqueue(ctx.tx, tellOfOwnershipJob, { org_id: ctx.org.id, from: row.previous_owner, to: userId });
  await recordEvent(
    ctx,
    { name: "organization.owner_changed", subject: { type: "organization", id: ctx.org.id }, data: after },
    { before, after },
  );
  return after;
}

const REFUSALS: Record<Exclude<Outcome, "transferred">, () => AppError> = {
  not_allowed: () =>
    new AppError("forbidden", "Only the owner of the organization can hand it over.", { reason: "owner_only" }),
  no_member: () => new AppError("not_found", "There is no such member."),
  no_admin: () => refusal("Choose an admin of the organization. Make somebody an admin first.", "no_admin"),
  owner_already: () => refusal("This person owns the organization already.", "owner_already"),
};

function refusal(message: string, reason: Outcome): AppError {
  return new AppError("conflict", message, { reason, fields: { user_id: message } });
}
