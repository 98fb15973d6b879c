import { connectionWait, transactionDuration, transactions } from "../metrics/catalogue";
import { gauges } from "../metrics/instance";

/**
 * Counts and times one transaction: how long it waited for a connection, how long it held it, how it ended. Call it before
 * the pool is asked, `opened` when the transaction begins, `until` with its promise.
 */
export function watchTransaction(role: "tenant" | "operator") {
  const asked = performance.now();
  let began = 0;
  gauges.pool_waiting += 1;
  const end = (outcome: "committed" | "failed") => {
    if (began === 0) gauges.pool_waiting -= 1;
    else {
      gauges.pool_in_use -= 1;
      transactionDuration.observe([role], performance.now() - began);
    }
    transactions.add([role, outcome]);
  };
  return {
    opened() {
      began = performance.now();
      gauges.pool_waiting -= 1;
      gauges.pool_in_use += 1;
      connectionWait.observe([role], began - asked);
    },
    until<T>(transaction: Promise<T>): Promise<T> {
      return transaction.then(
        (result) => {
          end("committed");
          return result;
        },
        (error) => {
          end("failed");
          throw error;
        },
      );
    },
  };
}
