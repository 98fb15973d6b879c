import { sql } from "kysely";
import { newestKeyVersion } from "../crypto/key-ring";
import { AppError } from "../errors";
import type { OperatorContext } from "../http/with-operator";
import { enqueue } from "../jobs/enqueue";
import { spreadRotationJob } from "./jobs/spread-rotation";
import type { StartKeyRotation } from "./schemas";

/**
 * Starts a rotation of all organizations' keys, or of one's. Each organization's part is a job of its own, and its own audit log says
 * who started it. Throws `conflict` while another rotation is unfinished, `invalid` for an organization that is not there.
 */
export async function startKeyRotation(
  { tx, operatorId, log }: Pick<OperatorContext, "tx" | "operatorId" | "log">,
  { new_data_keys, organization }: StartKeyRotation,
): Promise<{ id: string }> {
  const orgId = organization ? await idOf(tx, organization) : null;
  const { rows } = await sql<{ id: string | null }>`
    select private.start_key_rotation(
      ${operatorId}::uuid, ${orgId}::uuid, ${new_data_keys}, ${newestKeyVersion()}
    ) as id`.execute(tx);
  const id = rows[0]?.id;
  if (!id)
    throw new AppError("conflict", "A rotation is unfinished. Wait for it, or resume it, before you start another.");
  await enqueue(tx, spreadRotationJob, { rotation_id: id });
  log.info({ rotation_id: id, new_data_keys, organization }, "an operator started a rotation of keys");
  return { id };
}

async function idOf(tx: OperatorContext["tx"], slug: string): Promise<string> {
  const found = await tx
    .selectFrom("organizations")
    .select("id")
    .where("slug", "=", slug)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (found) return found.id;
  throw new AppError("invalid", "Check organization.", {
    fields: { organization: "No organization has this address." },
  });
}
