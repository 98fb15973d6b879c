import { sql } from "kysely";
import { type Organization, withoutTenant } from "../db/tenant";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import type { StaffContext } from "../http/with-staff";
import { inviteOwner } from "./invite-owner";
import type { FoundForCustomer } from "./schemas";

/**
 * Makes an organization for a customer, and invites whoever will own it: nobody belongs to it before they have joined. Throws
 * `conflict` with a field error for a taken slug.
 */
export function foundForCustomer(
  { staff, log, requestId, ip }: StaffContext,
  { owner_email, ...input }: FoundForCustomer,
): Promise<{ id: string; slug: string }> {
  return withoutTenant(async (tx) => {
    const id = await insert();
    const org: Organization = { id, ...input };
    const ctx = { org, tx, log, requestId, ip, actor: { type: "operator", id: staff.userId } as const };
    await recordEvent(
      ctx,
      { name: "organization.created", subject: { type: "organization", id }, data: {} },
      { after: input },
    );
    await inviteOwner(ctx, owner_email);
    return { id, slug: input.slug };

    async function insert(): Promise<string> {
      const { rows } = await sql<{ id: string }>`
        select private.found_for_customer(${staff.userId}::uuid, ${staff.sessionId}::uuid, ${input.slug}, ${input.name},
          ${input.industry}, ${input.time_zone}, ${input.currency}, ${input.colour}, ${input.locale}) as id`
        .execute(tx)
        .catch(refuseTaken);
      const [row] = rows;
      if (!row) throw new Error("found_for_customer returned nothing");
      return row.id;
    }
  });
}

function refuseTaken(thrown: unknown): never {
  if (!(thrown instanceof Error && "code" in thrown && thrown.code === "23505")) throw thrown;
  const message = "This address is taken. Choose another one.";
  throw new AppError("conflict", message, { fields: { slug: message } });
}
