import { sql } from "kysely";
import { askAgain } from "../agents/ask-again";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import { stateOf } from "./describe-credential";
import { retireCredentialJob } from "./jobs/retire-credential";
import { keepCredential } from "./keep-credential";
import { getCredential } from "./list-credentials";
import { retireCredential } from "./retire-credential";
import { CreateCredential, type Credential, type RotateCredential } from "./schemas";
import { heldCredential } from "./vacate-default";

/**
 * Puts a new secret in a credential's place. The new one is used from now on; the old one stays valid beside it until it is
 * retired: by hand, or when the overlap is over. Throws `conflict` for one that is retired or has a successor already.
 * @returns the new credential
 */
export async function rotateCredential(
  ctx: Context,
  { id, ...input }: RotateCredential & { id: string },
): Promise<Credential> {
  const old = await heldCredential(ctx, id);
  const { kind, label } = old;
  checkSecret({ kind, label, secret: input.secret });
  const superseded = await ctx.tx
    .updateTable("credentials")
    .set({
      is_default: false,
      superseded_at: sql`clock_timestamp()`,
      retires_at: sql`clock_timestamp() + make_interval(hours => ${input.overlap_hours})`,
    })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .where("superseded_at", "is", null)
    .where("retired_at", "is", null)
    .executeTakeFirst();
  if (superseded.numUpdatedRows === 0n) {
    throw new AppError(
      "conflict",
      `This credential ${stateOf(old, Date.now()) === "retired" ? "is retired" : "has a successor already"}.`,
    );
  }
  const { secret, expires_at } = input;
  const successor = await keepCredential(ctx, {
    kind,
    label,
    secret,
    expires_at,
    is_default: old.is_default,
    replaces_id: id,
  });
  await recordEvent(ctx, {
    name: "credential.rotated",
    subject: { type: "credential", id: successor },
    data: { kind, label, replaces_id: id },
  });
  if (old.is_default) await askAgain(ctx, kind);
  if (input.overlap_hours === 0) await retireCredential(ctx, { id });
  else {
    const startAfter = input.overlap_hours * 3_600 + 1;
    await enqueue(ctx.tx, retireCredentialJob, { org_id: ctx.org.id, credential_id: id }, { startAfter });
  }
  return getCredential(ctx, { id: successor });
}

function checkSecret(whole: Pick<CreateCredential, "kind" | "label" | "secret">): void {
  const issue = CreateCredential.safeParse(whole).error?.issues.find(({ path }) => path[0] === "secret");
  if (issue) throw new AppError("invalid", "Check secret.", { fields: { secret: issue.message } });
}
