import { Kysely, type Selectable, sql as statement } from "kysely";
import type { TransactionSql } from "postgres";
import { AppError } from "../errors";
import { inSpan } from "../log/sentry/in-span";
import { sqlPool } from "./client";
import type { DB } from "./database";
import { transactionDialect } from "./transaction-dialect";
import { watchSilence } from "./watch-silence";
import { watchTransaction } from "./watch-transaction";

/** A transaction behind the wall. Every verb works in one. */
export type Tx = Kysely<DB>;

export type Role = "super_admin" | "org_admin" | "org_viewer";

export type Organization = Pick<
  Selectable<DB["organizations"]>,
  "id" | "slug" | "name" | "industry" | "time_zone" | "currency" | "colour"
>;

/** Nobody is served any more who waited this long for a transaction to begin. */
const PATIENCE_MS = 20_000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function settings(role: "app_tenant" | "app_operator", values: Record<string, string | undefined>): string {
  const lines = [`set local role ${role}`, `set local statement_timeout = '${role === "app_tenant" ? 10 : 30}s'`];
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (!UUID.test(value)) throw new AppError("internal", "Something went wrong on our side.", { setting: name });
    lines.push(`set local app.${name} = '${value}'`);
  }
  return lines.join(";");
}

const opened = new WeakMap<Tx, TransactionSql>();

function bind(transaction: TransactionSql): Tx {
  const tx = new Kysely<DB>({ dialect: transactionDialect(transaction) });
  opened.set(tx, transaction);
  return tx;
}

/**
 * Runs a step that may fail without taking the transaction with it: when it throws, what it did is undone, the error is
 * the caller's to handle, and the transaction goes on. (postgres.js ends a transaction in which any other query failed.)
 */
export function inSavepoint<T>(tx: Tx, step: (tx: Tx) => Promise<T>): Promise<T> {
  const transaction = opened.get(tx);
  if (!transaction) throw new Error("a savepoint needs a transaction opened by lib/db");
  return transaction.savepoint((inner) => step(bind(inner))) as Promise<T>;
}

// The settings travel in the same packet as the first query of the work: nobody waits for them, but nothing can
// overtake them on the connection, and a failure of theirs rejects the transaction.
function open<T>(prelude: string, work: (tx: Tx, raw: TransactionSql) => Promise<T>): Promise<T> {
  const watch = watchTransaction(prelude.startsWith("set local role app_tenant") ? "tenant" : "operator");
  const pool = sqlPool();
  const heard = watchSilence(pool, PATIENCE_MS);
  return inSpan("db", "transaction", () =>
    watch.until(
      pool.begin((transaction) => {
        heard();
        watch.opened();
        const set = transaction.unsafe(prelude).simple();
        return Promise.all([work(bind(transaction), transaction), set]).then(([result]) => result);
      }) as Promise<T>,
    ),
  ).finally(heard);
}

/**
 * One transaction of one organization: role `app_tenant`, `app.org_id` and `app.user_id` set locally, then the work.
 * @param scope the organization (uuid), and the person acting, if one is
 */
export function withTenant<T>(
  scope: { orgId: string; userId?: string },
  work: (tx: Tx, raw: TransactionSql) => Promise<T>,
): Promise<T> {
  return open(settings("app_tenant", { org_id: scope.orgId, user_id: scope.userId }), work);
}

/**
 * One transaction of a signed-in person in the organization of a slug; membership is checked by the database in the
 * same transaction. Throws `not_found` for strangers, so nobody learns which organizations exist.
 */
export function withMember<T>(
  userId: string,
  slug: string,
  work: (tx: Tx, membership: { org: Organization; role: Role }) => Promise<T>,
): Promise<T> {
  return open(settings("app_tenant", {}), async (tx) => {
    const entered = await statement<Organization & { role: Role }>`
      select * from private.enter_organization(${userId}::uuid, ${slug})`.execute(tx);
    const row = entered.rows[0];
    if (!row) throw new AppError("not_found", "There is no such organization, or you are not a member of it.");
    const { role, ...org } = row;
    return work(tx, { org, role });
  });
}

/** One transaction outside every organization, for the narrow doors in `private` (sign-in, agent by token …): RLS shows it no tenant row. */
export function withoutTenant<T>(work: (tx: Tx) => Promise<T>, userId?: string): Promise<T> {
  return open(settings("app_tenant", { user_id: userId }), work);
}

/** One cross-organization transaction, for the operator console and sweeps; `orgId` narrows it to one organization. */
export function withOperatorRole<T>(
  work: (tx: Tx) => Promise<T>,
  scope: { orgId?: string; userId?: string } = {},
): Promise<T> {
  return open(settings("app_operator", { org_id: scope.orgId, user_id: scope.userId }), work);
}
