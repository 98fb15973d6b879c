import { Kysely, type Selectable, sql as statement } from "kysely";
import type { TransactionSql } from "postgres";
import { AppError } from "../errors";
import { inSpan } from "../log/sentry/in-span";
import { sqlPool } from "./client";
import type { DB } from "./database";
import { type Lack, refusalOf } from "./refusal-of";
import { type DatabaseRole, settings, uuid } from "./settings";
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

/** How entering an organization went; see private.enter_organization. */
type Entry = "entered" | Lack;

/** A step after the work of a transaction, in it; what it returns is done once all of it is committed. */
type LastStep = (tx: Tx) => Promise<() => void>;

type Opened = { transaction: TransactionSql; last: LastStep[]; role: DatabaseRole };
const opened = new WeakMap<Tx, Opened>();

function bind(transaction: TransactionSql, last: LastStep[], role: DatabaseRole): Tx {
  const tx = new Kysely<DB>({ dialect: transactionDialect(transaction) });
  opened.set(tx, { transaction, last, role });
  return tx;
}

function openedOf(tx: Tx): Opened {
  const known = opened.get(tx);
  if (!known) throw new Error("this needs a transaction opened by lib/db");
  return known;
}

/** In whose name a transaction speaks to the database. */
export function roleOf(tx: Tx): DatabaseRole {
  return openedOf(tx).role;
}

/**
 * Takes a step in a transaction after its work, with its organization but free of the reading-only that the work may be held to.
 * For the entries of the audit log that say what was read, and nothing else (decision 074).
 */
export function afterWork(tx: Tx, step: LastStep): void {
  openedOf(tx).last.push(step);
}

/**
 * Runs a step that may fail without taking the transaction with it: when it throws, what it did is undone, the error is
 * the caller's to handle, and the transaction goes on. (postgres.js ends a transaction in which any other query failed.)
 */
export function inSavepoint<T>(tx: Tx, step: (tx: Tx) => Promise<T>): Promise<T> {
  const { transaction, last, role } = openedOf(tx);
  return transaction.savepoint((inner) => step(bind(inner, last, role))) as Promise<T>;
}

// The settings travel in the same packet as the first query of the work: nobody waits for them, but nothing can
// overtake them on the connection, and a failure of theirs rejects the transaction.
function open<T>(prelude: string, work: (tx: Tx, raw: TransactionSql) => Promise<T>): Promise<T> {
  const role = prelude.startsWith("set local role app_tenant") ? "app_tenant" : "app_operator";
  const watch = watchTransaction(role === "app_tenant" ? "tenant" : "operator");
  const pool = sqlPool();
  const heard = watchSilence(pool, PATIENCE_MS);
  const last: LastStep[] = [];
  const done: (() => void)[] = [];
  return inSpan("db", "transaction", () =>
    watch.until(
      pool.begin((transaction) => {
        heard();
        watch.opened();
        const set = transaction.unsafe(`${prelude};${HOLD}`).simple();
        return Promise.all([work(bind(transaction, last, role), transaction), set]).then(async ([result]) => {
          if (last.length > 0) done.push(...(await takeLastSteps(transaction, last, role)));
          return result;
        });
      }) as Promise<T>,
    ),
  )
    .then((result) => {
      for (const each of done) each();
      return result;
    })
    .finally(heard);
}

// Work runs in a subtransaction: where the database holds it to reading, that ends with the subtransaction and no sooner.
const HOLD = "savepoint work";
const RELEASE = "release savepoint work";

async function takeLastSteps(
  transaction: TransactionSql,
  last: LastStep[],
  role: DatabaseRole,
): Promise<(() => void)[]> {
  await transaction.unsafe(RELEASE).simple();
  const tx = bind(transaction, [], role);
  const done: (() => void)[] = [];
  for (const step of last) done.push(await step(tx));
  return done;
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

/** Platform staff inside an organization: why, until when (ISO 8601), and why they may change things, if they may. */
export type Visit = { reason: string; changes_reason: string | null; ends_at: string };

/** Where somebody has come in, and as what. */
type Membership = { org: Organization; role: Role; visit: Visit | null };

/** A person, and the session of theirs that asks. */
export type Reader = { userId: string; sessionId: string };

/**
 * One transaction of a signed-in person in the organization of a slug; membership, session and second factor are checked
 * by the database in the same transaction. Throws `not_found` for strangers, so nobody learns which organizations exist,
 * `unauthenticated` when the session is over, `forbidden` when it has yet to show a second factor, or its operator to begin a
 * visit. A visit that may change nothing is held to reading by Postgres.
 */
export function withMember<T>(
  reader: Reader,
  slug: string,
  work: (tx: Tx, membership: Membership) => Promise<T>,
): Promise<T> {
  return open(settings("app_tenant", {}), async (tx) => work(tx, await enterAsMember(tx, reader, slug)));
}

/** As `withMember`, in a transaction that is in no organization yet. Throws the same. */
export async function enterAsMember(tx: Tx, reader: Reader, slug: string): Promise<Membership> {
  const entered = await statement<Organization & { role: Role; entry: Entry; visit: Visit | null }>`
    select * from private.enter_organization(${reader.userId}::uuid, ${slug}, ${reader.sessionId || null}::uuid)`.execute(
    tx,
  );
  const row = entered.rows[0];
  if (!row) throw new AppError("not_found", "There is no such organization, or you are not a member of it.");
  const { role, entry, visit, ...org } = row;
  if (entry !== "entered") throw refusalOf(entry, org.id);
  return { org, role, visit };
}

/** An API key as its organization's door knows it. */
export type EnteredKey = {
  key_id: string;
  scopes: string[];
  allowed_networks: string[];
  requests_per_minute: number | null;
  last_used_at: Date | null;
  org: Organization;
};

const NOT_ACCEPTED: Record<string, string> = {
  revoked: "This API key was revoked.",
  retired: "This API key was rotated, and its time beside its successor is over.",
  expired: "This API key has expired.",
};

/**
 * One transaction of an API key in the organization of a slug; the database decides in the same transaction whether the
 * key is accepted, so that one just revoked is dead with the next request. Throws `unauthenticated` for a key that is not
 * accepted, `not_found` for one of another organization.
 * @param key its hash; `reads_only` makes Postgres refuse every change
 */
export function withApiKey<T>(
  key: { hash: string; slug: string; reads_only: boolean },
  work: (tx: Tx, key: EnteredKey) => Promise<T>,
): Promise<T> {
  return open(settings("app_tenant", {}), async (tx) => {
    const entered = await enterByKey(tx, key);
    if (entered.org.slug !== key.slug)
      throw new AppError("not_found", "There is no such organization for this API key.");
    return work(tx, entered);
  });
}

/** Whose a key is, without entering anywhere: for counting. Throws `unauthenticated` when it is not accepted. */
export function whoseKey(hash: string): Promise<EnteredKey> {
  return open(settings("app_tenant", {}), (tx) => enterByKey(tx, { hash, slug: null, reads_only: true }));
}

async function enterByKey(
  tx: Tx,
  { hash, slug, reads_only }: { hash: string; slug: string | null; reads_only: boolean },
): Promise<EnteredKey> {
  const { rows } = await statement<Organization & Omit<EnteredKey, "org"> & { state: string }>`
    select * from private.enter_organization_by_key(${hash}, ${slug}, ${reads_only})`.execute(tx);
  const [row] = rows;
  if (row?.state === "suspended") throw refusalOf("suspended");
  if (row?.state !== "accepted") {
    throw new AppError("unauthenticated", (row && NOT_ACCEPTED[row.state]) ?? "This API key is not known.");
  }
  const { key_id, scopes, allowed_networks, requests_per_minute, last_used_at, state: _, ...org } = row;
  return { key_id, scopes, allowed_networks, requests_per_minute, last_used_at, org };
}

/** One transaction outside every organization, for the narrow doors in `private` (sign-in, agent by token …): RLS shows it no tenant row. */
export function withoutTenant<T>(work: (tx: Tx) => Promise<T>, userId?: string): Promise<T> {
  return open(settings("app_tenant", { user_id: userId }), work);
}

/**
 * One cross-organization transaction, for the operator console and sweeps; `orgId` narrows it to one organization. In the
 * name of an operator the database lets nothing happen unless this session of theirs has shown the second factor.
 */
export function withOperatorRole<T>(
  work: (tx: Tx) => Promise<T>,
  scope: { orgId?: string; operator?: Reader } = {},
): Promise<T> {
  const prelude = settings("app_operator", { org_id: scope.orgId });
  if (!scope.operator) return open(prelude, work);
  const { userId, sessionId } = scope.operator;
  return open(
    `${prelude};select private.enter_operator('${uuid("user_id", userId)}', '${uuid("session_id", sessionId)}')`,
    work,
  );
}
