import type { Organization, Role, Tx } from "../db/tenant";
import type { Log } from "../log/logger";
import type { Scope } from "./scopes";

/** Who acts, as written into events. A closed union: every caller kind of the house. */
export type Actor =
  | {
      type: "user";
      id: string;
      role: Role;
      sessionId?: string | undefined;
      /** Of platform staff on a visit that may change nothing. */
      readsOnly?: boolean | undefined;
    }
  | { type: "api_key"; id: string; scopes: readonly Scope[] }
  | { type: "vendor"; id: string }
  | { type: "job"; id: string }
  | { type: "operator"; id: string };

/** What every verb receives first: the organization, who acts, the transaction behind the wall, the log. */
export type Context = {
  org: Organization;
  actor: Actor;
  tx: Tx;
  log: Log;
  requestId: string;
  /** The address the request came from; jobs have none. */
  ip?: string | undefined;
};
