import { randomBytes } from "node:crypto";
import type { EventName } from "@/lib/events/catalogue";
import { makeOrganization, type TestOrganization } from "../../../support/organization";
import { callProduct } from "../call-product";

/** Part of every secret that the sweep sends: no entry may hold it. */
export const CANARY = "canary0123456789abcdef";
export const secret = () => `key_${CANARY}${randomBytes(6).toString("hex")}`;

/** One request that changes something: where, what is sent, and by whom (an admin of the organization unless said). */
export type Change = {
  org: TestOrganization;
  params?: Record<string, string>;
  body?: object;
  by?: { userId: string; cookie(): Promise<string> };
};

/** A route that changes something: the fact its one entry states, and a request that does it; or why it has no entry. */
export type Mutation =
  | {
      action: EventName;
      change: () => Promise<Change>;
      /** What is changed is the vendor's, where no transaction reaches; what is noted here afterwards is a measurement. */
      at_vendor?: true;
    }
  | { without: string };

/** Does something through the product first, and answers what is done with what it made. */
export const after =
  (
    method: string,
    address: string,
    body: object,
    then: (id: string) => Omit<Change, "org">,
    first = makeOrganization,
  ) =>
  async (): Promise<Change> => {
    const org = await first();
    const made = await callProduct(method, address, { org, body });
    if (made.status >= 300) throw new Error(`${method} ${address}: ${made.status} ${made.text}`);
    return { org, ...then(made.json<{ id: string }>().id) };
  };

export const about = (body?: object) => (id: string) => ({ params: { id }, ...(body ? { body } : {}) });
