/** A fact as the live stream tells it; times are ISO 8601 UTC. */
export type LiveEvent = {
  id: string;
  name: string;
  occurred_at: string;
  subject_type: string;
  subject_id: string | null;
  data: unknown;
};
