import type { Selectable } from "kysely";
import type { Context } from "../auth/context";
import { decryptField } from "../crypto/decrypt-field";
import { encryptField } from "../crypto/encrypt-field";
import { lookupOf } from "../crypto/lookup";
import { type FieldAddress, unreadable } from "../crypto/sealed-field";
import type { DB } from "../db/database";
import { AppError } from "../errors";
import type { CredentialKind } from "./kinds";
import { refuseEnded } from "./refuse-ended";

export type CredentialRow = Selectable<DB["credentials"]>;

/** The credential of an id in this organization; throws `not_found`. */
export async function credentialOrThrow(ctx: Context, id: string): Promise<CredentialRow> {
  const row = await ctx.tx
    .selectFrom("credentials")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such credential in this organization.");
  return row;
}

/** The columns that hold a secret: encrypted at the credential's own address, with what may be shown of it. */
export async function secretColumns(ctx: Context, id: string, kind: CredentialKind, secret: string) {
  return {
    secret_ciphertext: await encryptField(ctx.tx, addressOf(ctx.org.id, id), secret),
    fingerprint: fingerprintOf(ctx.org.id, kind, secret),
    last_four: secret.replaceAll(/[^A-Za-z0-9]/g, "").slice(-4),
  };
}

/** Tells two secrets of an organization apart without showing either: sixteen hex digits. */
export function fingerprintOf(orgId: string, kind: CredentialKind, secret: string): string {
  return lookupOf("credential", `${orgId}\n${kind}\n${secret}`).slice(0, 16);
}

/** A credential's secret in clear. Never answer, log or store what this returns. Throws `CredentialEnded` when it is past its end or retired. */
export async function openSecret(ctx: Context, row: CredentialRow): Promise<string> {
  refuseEnded(row);
  if (row.org_id !== ctx.org.id || row.secret_ciphertext === null) throw unreadable();
  const address = row.has_former_address ? formerAddressOf(row.org_id, row.kind) : addressOf(row.org_id, row.id);
  return decryptField(ctx.tx, address, row.secret_ciphertext);
}

function addressOf(orgId: string, id: string): FieldAddress {
  return { orgId, table: "credentials", column: "secret_ciphertext", rowId: id };
}

// Where a secret lay before there were several of a kind.
function formerAddressOf(orgId: string, kind: CredentialKind): FieldAddress {
  return { orgId, table: "org_credentials", column: "secret_ciphertext", rowId: kind };
}
