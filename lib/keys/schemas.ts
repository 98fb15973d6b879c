import { z } from "zod";

/** A rotation to start: with new data keys or only under the newest key-encryption key; of one organization by its slug, or of all. */
export const StartKeyRotation = z.strictObject({
  new_data_keys: z.boolean().default(false),
  organization: z.string().trim().min(1).max(60).optional(),
});
export type StartKeyRotation = z.output<typeof StartKeyRotation>;

/** A rotation that staff started, with its progress added up over organizations. `total`, `done` and `failed` count fields. */
export type KeyRotation = {
  id: string;
  /** `starting`: not every organization has its part yet. `stopped`: parts are left and no job of theirs is waiting or running. */
  state: "starting" | "running" | "stopped" | "completed";
  started_by: string | null;
  /** ISO 8601 UTC, like all times here. */
  started_at: string;
  finished_at: string | null;
  moved_at: string | null;
  /** The one organization it is for; null for all. */
  organization: string | null;
  new_data_keys: boolean;
  kek_version: number;
  organizations: { started: number; unfinished: number; counting: number };
  fields: { total: number; done: number; failed: number };
};

/** A key-encryption key: of the environment (with its fingerprint), of the database, or of both. */
export type KeyVersion = {
  version: number;
  /** Sixteen hex digits; null for one that this environment does not hold. */
  fingerprint: string | null;
  /** The one that wraps from now on. */
  is_current: boolean;
  /** How many data keys it wraps; counting stops at 10,000. */
  wraps: { value: number; capped: boolean };
};

/** What the console shows of keys. */
export type KeysState = {
  versions: KeyVersion[];
  rotation: KeyRotation | null;
  earlier: KeyRotation[];
  next: NextStep;
};

/** What to do next, in words. `removable`: versions that FIELD_ENCRYPTION_KEYS need not hold any more. */
export type NextStep = {
  kind: "nothing" | "rotate" | "wait" | "resume" | "remove" | "missing";
  title: string;
  advice: string;
  removable: number[];
};
