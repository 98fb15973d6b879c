import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type { TransactionSql } from "postgres";

/**
 * A Kysely dialect over a transaction that is already open. `sql.begin` of postgres.js owns the connection, because it
 * rejects when the backend dies in mid-transaction, where a reserved connection would wait for ever.
 */
export function transactionDialect(sql: TransactionSql): Dialect {
  const connection = new TransactionConnection(sql);
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new TransactionDriver(connection),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

const ROW_COUNTING = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

class TransactionConnection implements DatabaseConnection {
  constructor(private readonly sql: TransactionSql) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.sql.unsafe(query.sql, [...query.parameters] as never[], { prepare: true });
    return {
      rows: Array.from(result) as R[],
      ...(ROW_COUNTING.has(result.command) ? { numAffectedRows: BigInt(result.count) } : {}),
    };
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a generator; no verb streams inside a transaction.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("Streaming is not available inside a tenant transaction.");
  }
}

class TransactionDriver implements Driver {
  constructor(private readonly connection: TransactionConnection) {}
  async init() {}
  async acquireConnection() {
    return this.connection;
  }
  async beginTransaction(): Promise<void> {
    throw new Error("Already inside a transaction: use the tx you were given.");
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  async savepoint(connection: DatabaseConnection, name: string) {
    await connection.executeQuery(CompiledQuery.raw(`savepoint ${name}`));
  }
  async rollbackToSavepoint(connection: DatabaseConnection, name: string) {
    await connection.executeQuery(CompiledQuery.raw(`rollback to savepoint ${name}`));
  }
  async releaseConnection() {}
  async destroy() {}
}
