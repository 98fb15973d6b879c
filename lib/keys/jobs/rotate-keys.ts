import { encryptedColumns } from "../../crypto/encrypted-columns";
import { FORGET_AFTER_S } from "../../crypto/forget-data-keys";
import { countFields, moveFields } from "../../crypto/move-fields";
import { knownDataKeys } from "../../crypto/read-data-keys";
import { rewrapDataKeys } from "../../crypto/rewrap-data-keys";
import { addDataKey } from "../../crypto/writing-key";
import { recordEvent } from "../../events/record-event";
import { defineMove } from "../../jobs/define-move";
import { enqueue } from "../../jobs/enqueue";
import { ROTATE_KEYS, RotationInput } from "../rotation";
import { forgetDataKeysJob } from "./forget-data-keys";

const BATCH = 50;

/**
 * Rotates the keys of one organization: its data keys are wrapped by the newest key-encryption key, a new data key is made if
 * that was asked for, and every field moves under the newest. A field says in its own text which key it is under.
 */
export const rotateKeysJob = defineMove({
  name: ROTATE_KEYS,
  tables: encryptedColumns,
  prepare: rewrapDataKeys,
  // The new data key and the fact that it was made commit together: no second run makes another.
  begin: async (ctx, run) => {
    const known = await knownDataKeys(ctx.tx);
    if (RotationInput.parse(run.input).new_data_key && known.length > 0) await addDataKey(ctx.tx, ctx.org.id, known);
  },
  count: (ctx, column, after) => countFields(ctx.tx, ctx.org.id, column, after),
  step: (ctx, column, after) => moveFields(ctx.tx, ctx.org.id, column, after, BATCH),
  finished: async (ctx, run) => {
    await recordEvent(ctx, {
      name: "organization.keys_rotated",
      subject: { type: "organization", id: ctx.org.id },
      data: { fields: run.done, failed: run.failed },
    });
    await enqueue(ctx.tx, forgetDataKeysJob, { org_id: ctx.org.id }, { startAfter: FORGET_AFTER_S + 60 });
  },
});
