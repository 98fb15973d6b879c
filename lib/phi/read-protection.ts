import type { Context } from "../auth/context";
import { PROTECT_PHI, type Protection } from "./protection";

/** How the organization's health data is kept, and how far a change of that has come. */
export async function readProtection(ctx: Context): Promise<Protection> {
  const { phi_protection, viewers_see_phi, phi_changed_at, phi_kept_as } = await ctx.tx
    .selectFrom("organizations")
    .select(["phi_protection", "viewers_see_phi", "phi_changed_at", "phi_kept_as"])
    .where("id", "=", ctx.org.id)
    .executeTakeFirstOrThrow();
  const run = await ctx.tx
    .selectFrom("job_runs")
    .select(["id", "state", "done", "failed", "total", "finished_at"])
    .where("org_id", "=", ctx.org.id)
    .where("name", "=", PROTECT_PHI)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    phi_protection,
    viewers_see_phi,
    is_settled: phi_kept_as === phi_protection,
    changed_at: phi_changed_at.toISOString(),
    run: run ? { ...run, finished_at: run.finished_at?.toISOString() ?? null } : null,
  };
}
