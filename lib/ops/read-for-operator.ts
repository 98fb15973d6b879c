import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { onPage } from "../auth/on-page";
import { onPageTrail } from "../auth/on-page-trail";
import { requireHalfReader } from "../auth/page";
import { secondFactorPage } from "../auth/second-factor-page";
import type { Person } from "../auth/session";
import { type Tx, withOperatorRole } from "../db/tenant";
import { AppError } from "../errors";
import { requireOperatorNetwork } from "../http/operator-network";
import { requireOperator } from "../http/with-operator";

/**
 * Runs a read for a page of the operator console. Everybody else gets the 404 page: nobody learns that it is here.
 * @param page pattern of the page's file, under which it is counted, timed and traced
 * @param path where whoever has to sign in comes back to
 */
export function readForOperator<T>(
  page: string,
  path: string,
  work: (tx: Tx, operator: Person) => Promise<T>,
): Promise<T> {
  return onPage(page, () => asOperator(path, work));
}

/** The same wall for what stands around the pages and reads nothing. */
export function requireOperatorReader(path: string): Promise<void> {
  return asOperator(path, async () => undefined);
}

async function asOperator<T>(path: string, work: (tx: Tx, operator: Person) => Promise<T>): Promise<T> {
  const { person, session } = await requireHalfReader(path);
  const operator = { userId: person.id, sessionId: session.id };
  try {
    return await onPageTrail({ actor_id: person.id }, async () => {
      requireOperatorNetwork({ headers: await headers() });
      await requireOperator(operator);
      return withOperatorRole((tx) => work(tx, person), { operator });
    });
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "not_found") notFound();
    const needed = secondFactorPage(thrown, path);
    if (needed) redirect(needed);
    throw thrown;
  }
}
