import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { onPageTrail } from "../auth/on-page-trail";
import { requireHalfReader } from "../auth/page";
import { secondFactorPage } from "../auth/second-factor-page";
import type { Person } from "../auth/session";
import { type Tx, withOperatorRole } from "../db/tenant";
import { AppError } from "../errors";
import { requireOperatorNetwork } from "../http/operator-network";
import { requireOperator } from "../http/with-operator";

/** Runs a read for a page of the operator console. Everybody else gets the 404 page: nobody learns that it is here. */
export async function readForOperator<T>(path: string, work: (tx: Tx, operator: Person) => Promise<T>): Promise<T> {
  const { person, session } = await requireHalfReader(path);
  const operator = { userId: person.id, sessionId: session.id };
  try {
    return await onPageTrail(person.id, async () => {
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
