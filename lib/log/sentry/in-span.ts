import { runningSdk } from "./running-sdk";

/**
 * Measures a part of a traced request: a transaction, a call of a vendor. In every other request it only does the work.
 * @param op Sentry's word for the kind of work: `db`, `http.client`, `cache`
 */
export function inSpan<T>(op: string, name: string, work: () => Promise<T>): Promise<T> {
  const sdk = runningSdk();
  return sdk?.getActiveSpan() ? sdk.startSpan({ op, name }, work) : work();
}
