/** A day of an organization, by its own clock. */
export type DayOfUse = { day: string; calls: number; duration_ms: number };

/** One organization as platform staff see it. Times ISO 8601 UTC. */
export type OrganizationDetail = {
  id: string;
  slug: string;
  name: string;
  industry: string;
  time_zone: string;
  currency: string;
  colour: string;
  locale: string;
  logo_id: string | null;
  owner_id: string | null;
  phi_protection: boolean;
  admins_need_second_factor: boolean;
  created_at: string;
  suspended_at: string | null;
  suspended_reason: string | null;
  deleted_at: string | null;
  /** The owner first; at most a hundred. */
  members: {
    user_id: string;
    email: string;
    full_name: string;
    role: "org_admin" | "org_viewer";
    is_owner: boolean;
  }[];
  /** At most a hundred. */
  agents: {
    id: string;
    name: string;
    provider: "retell" | "vapi";
    status: "waiting" | "validated" | "paused";
    is_failing: boolean;
    missing_calls: number;
    last_delivery_at: string | null;
  }[];
  /** The last thirty days, the oldest first. */
  usage: DayOfUse[];
  /** Counted to ten thousand. */
  deliveries_24h: number;
  /** Of the last seven days, counted to a thousand. */
  failed_deliveries: number;
  /** Likewise: authentic, and saying nothing Foyer can use. */
  unusable_deliveries: number;
  owner_invitation: { email: string; expires_at: string } | null;
  /** Visits of staff that go on. */
  visits: { operator_id: string; operator_name: string; ends_at: string; may_change: boolean }[];
  /** What staff did in it, the newest first. */
  staff_acts: { seq: number; action: string; actor_name: string | null; recorded_at: string }[];
};
