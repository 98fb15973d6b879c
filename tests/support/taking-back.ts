import type postgres from "postgres";

class TakenBack extends Error {}

/** Runs work in a transaction that never commits; gives back what the work gives. */
export async function takingBack<T>(sql: postgres.Sql, work: (tx: postgres.TransactionSql) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  await sql
    .begin(async (tx) => {
      result = { value: await work(tx) };
      throw new TakenBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
  if (!result) throw new Error("The transaction gave no result");
  return result.value;
}
