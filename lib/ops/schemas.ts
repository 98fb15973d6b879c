import { z } from "zod";
import { Email } from "../auth/schemas";
import { ListQuery } from "../http/cursor";
import { locales } from "../orgs/choices";
import { CreateOrganization } from "../orgs/schemas";

/** The console's list of organizations, by name; `search` is the beginning of a name or slug. */
export const ListOrganizations = ListQuery.extend({ search: z.string().trim().max(100).optional() });
export type ListOrganizations = z.infer<typeof ListOrganizations>;

/** An organization that staff make for a customer, and the address of whoever will own it. */
export const FoundForCustomer = CreateOrganization.extend({
  locale: z.enum(locales).default("en-US"),
  owner_email: Email,
});
export type FoundForCustomer = z.infer<typeof FoundForCustomer>;

const Reason = z
  .string()
  .trim()
  .min(5, "Say why, in a few words: the organization's audit log keeps it.")
  .max(500, "Use at most 500 characters.");

/** A visit says why; with `changes_reason` it may change things, and says why it must. */
export const BeginVisit = z.strictObject({ reason: Reason, changes_reason: Reason.nullable().default(null) });
export type BeginVisit = z.infer<typeof BeginVisit>;

export const SuspendOrganization = z.strictObject({ reason: Reason });
/** Deleting names the organization's address once more, as typed. */
export const DeleteOrganization = z.strictObject({ slug: z.string().max(100) });
export const InviteOwner = z.strictObject({ email: Email });

/** The console's search for agents: the beginning of an organization's or agent's name, or a webhook token. */
export const FindAgents = z.object({ search: z.string().trim().min(1).max(100) });
export type FindAgents = z.infer<typeof FindAgents>;

/** Statements slower than this on average, in milliseconds. */
export const ListSlowQueries = z.object({ at_least_ms: z.coerce.number().min(0).max(60_000).default(100) });

/** What an operator needs to know about an organization at a glance. */
export type OrganizationHealth = {
  id: string;
  slug: string;
  name: string;
  industry: string;
  colour: string;
  logo_id: string | null;
  created_at: string;
  members: number;
  calls_24h: number;
  last_delivery_at: string | null;
  agents: number;
  waiting_agents: number;
  failing_agents: number;
  failed_deliveries: number;
  unusable_deliveries: number;
  missing_calls: number;
  /** `new` has no agent yet; `quiet` has agents and no call for a day. Deleted ones are found by a search only. */
  state: "ok" | "new" | "quiet" | "trouble" | "suspended" | "deleted";
};
