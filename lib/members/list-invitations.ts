import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import { keyOfCursor, type ListQuery, type Page, pageOf } from "../http/cursor";
import type { Invitation } from "./schemas";

const Key = z.tuple([z.uuid()]);

/** Invitations nobody has answered yet, newest first; expired ones stay until they are sent again or revoked. */
export async function listInvitations(ctx: Context, { limit, cursor }: ListQuery): Promise<Page<Invitation>> {
  let query = openInvitations(ctx)
    .orderBy("i.id", "desc")
    .limit(limit + 1);
  if (cursor) query = query.where("i.id", "<", keyOfCursor(cursor, Key)[0]);
  const rows = await query.execute();
  return pageOf(rows.map(shown), limit, ({ id }) => [id]);
}

/** One of them; undefined when it is not open. @param hash of the token it must have, where it may have got another one */
export async function findInvitation(ctx: Context, id: string, hash?: string): Promise<Invitation | undefined> {
  const row = await openInvitations(ctx)
    .where("i.id", "=", id)
    .$if(hash !== undefined, (open) => open.where("i.token_hash", "=", hash ?? ""))
    .executeTakeFirst();
  return row && shown(row);
}

function openInvitations(ctx: Context) {
  return ctx.tx
    .selectFrom("invitations as i")
    .leftJoin("profiles as p", "p.user_id", "i.invited_by")
    .where("i.org_id", "=", ctx.org.id)
    .where("i.accepted_at", "is", null)
    .where("i.revoked_at", "is", null)
    .select(["i.id", "i.email", "i.role", "i.created_at", "i.expires_at", "p.full_name", "p.email as inviter_email"])
    .select(sql<boolean>`i.expires_at <= now()`.as("expired"));
}

type Row = Awaited<ReturnType<ReturnType<typeof openInvitations>["execute"]>>[number];

function shown(row: Row): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    invited_by: row.full_name || row.inviter_email,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    state: row.expired ? "expired" : "open",
  };
}
