import { notFound } from "next/navigation";
import { onPageTrail } from "../auth/on-page-trail";
import { requireReader } from "../auth/page";
import type { Person } from "../auth/session";
import { type Tx, withOperatorRole } from "../db/tenant";
import { AppError } from "../errors";
import { requireOperator } from "../http/with-operator";

/** Runs a read for a page of the operator console. Everybody else gets the 404 page: nobody learns that it is here. */
export async function readForOperator<T>(path: string, work: (tx: Tx, operator: Person) => Promise<T>): Promise<T> {
  const person = await requireReader(path);
  try {
    return await onPageTrail(person.id, async () => {
      await requireOperator(person.id);
      return withOperatorRole((tx) => work(tx, person), { userId: person.id });
    });
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "not_found") notFound();
    throw thrown;
  }
}
