import { sql } from "kysely";
import { recordEvent } from "../../events/record-event";
import { defineMove } from "../../jobs/define-move";
import { movableTables } from "../movable-tables";
import { countRows, movePhi } from "../move-phi";
import { PROTECT_PHI } from "../protection";

const BATCH = 100;
/** Longer than any process remembers whether to seal (`phi_vaults`): what it wrote until then is met by the next pass. */
const SETTING_GOES_AROUND = "20 seconds";

/**
 * Brings everything an organization keeps of health data to the form that its protection asks for: sealed or plain. Turning
 * round in the middle is no harm.
 */
export const protectPhiJob = defineMove({
  name: PROTECT_PHI,
  tables: movableTables,
  count: countRows,
  step: (ctx, table, after) => movePhi(ctx, table, after, BATCH),
  finished: async (ctx, run) => {
    // Until the setting has gone around, another pass has to follow: the schedule of each minute gives it.
    const settled = await ctx.tx
      .updateTable("organizations")
      .set({ phi_kept_as: sql<boolean>`phi_protection` })
      .where("id", "=", ctx.org.id)
      .where(sql<boolean>`phi_changed_at < ${run.created_at} - ${SETTING_GOES_AROUND}::interval`)
      .returning("phi_protection")
      .executeTakeFirst();
    if (!settled) return;
    await recordEvent(ctx, {
      name: "organization.phi_moved",
      subject: { type: "organization", id: ctx.org.id },
      data: { is_protected: settled.phi_protection, rows: run.done, failed: run.failed },
    });
  },
});
