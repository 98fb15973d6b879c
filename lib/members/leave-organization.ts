import { sql } from "kysely";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import type { PersonContext } from "../http/with-user";
import { type CrossedInto, crossedContext } from "./crossing";
import { keepingAnAdmin } from "./last-admin";

/** A member leaves an organization, whatever their role; the last admin and the owner cannot (`conflict`). */
export async function leaveOrganization(ctx: PersonContext, slug: string): Promise<void> {
  const left = await keepingAnAdmin(() =>
    sql<CrossedInto>`select * from private.leave_organization(${ctx.person.id}::uuid, ${slug})`.execute(ctx.tx),
  );
  const org = left.rows[0];
  if (!org) throw new AppError("not_found", "There is no such organization, or you are not a member of it.");
  await recordEvent(crossedContext(ctx, org), {
    name: "member.removed",
    subject: { type: "member", id: ctx.person.id },
    data: { role: org.role === "super_admin" ? null : org.role },
  });
}
