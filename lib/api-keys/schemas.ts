import { z } from "zod";
import { scopes } from "../auth/scopes";
import { Cidr } from "../http/cidr-shape";

const Name = z.string().trim().min(1, "Give it a name.").max(80, "80 characters are enough for a name.");
const Scopes = z
  .array(z.enum(scopes))
  .min(1, "Choose at least one thing that the key may do.")
  .transform((chosen) => scopes.filter((scope) => chosen.includes(scope)));
const Networks = z.array(Cidr).max(20, "Twenty networks at most.");
const RequestsPerMinute = z
  .number()
  .int("Write a whole number.")
  .min(1, "At least one request a minute.")
  .max(600, "600 requests a minute is the most a key can have.");
const ExpiresAt = z.iso.datetime({ offset: true, error: "That is not a moment in time." }).nullable();

/** A key to make. Without `expires_at` it lasts until it is revoked; without networks it works from anywhere. */
export const CreateApiKey = z.strictObject({
  name: Name,
  scopes: Scopes,
  expires_at: ExpiresAt.optional(),
  allowed_networks: Networks.default([]),
  requests_per_minute: RequestsPerMinute.nullable().default(null),
});
export type CreateApiKey = z.output<typeof CreateApiKey>;

/** What is left out stays. The key itself is rotated, never edited. */
export const UpdateApiKey = z.strictObject({
  name: Name.optional(),
  scopes: Scopes.optional(),
  expires_at: ExpiresAt.optional(),
  allowed_networks: Networks.optional(),
  requests_per_minute: RequestsPerMinute.nullable().optional(),
});
export type UpdateApiKey = z.output<typeof UpdateApiKey>;

/** How long the old key is accepted beside the new one. Without `expires_at` the new one lasts as long as the old one was meant to. */
export const RotateApiKey = z.strictObject({
  overlap_hours: z.number().int().min(0).max(720).default(24),
  expires_at: ExpiresAt.optional(),
});
export type RotateApiKey = z.output<typeof RotateApiKey>;

const Moment = z.iso.datetime();

/** What may be shown of a key. Times ISO 8601 UTC. */
export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The readable part: `foyer_live_<prefix>_…` */
  prefix: z.string(),
  last_four: z.string(),
  /** `retiring` has a successor and is accepted until `retires_at`. */
  state: z.enum(["active", "retiring", "retired", "expired", "revoked"]),
  scopes: z.array(z.enum(scopes)),
  allowed_networks: z.array(z.string()),
  requests_per_minute: z.number().int().nullable(),
  expires_at: Moment.nullable(),
  last_used_at: Moment.nullable(),
  replaces_id: z.uuid().nullable(),
  retires_at: Moment.nullable(),
  revoked_at: Moment.nullable(),
  created_by: z.string().nullable(),
  created_at: Moment,
  /** Another one whenever somebody has edited it; `If-Match` of a change. */
  version: z.string(),
});
export type ApiKey = z.output<typeof ApiKey>;

/** A key just made. `token` is told this once; a repetition of the request by its Idempotency-Key is told null. */
export const NewApiKey = ApiKey.extend({ token: z.string().nullable() });
export type NewApiKey = z.output<typeof NewApiKey>;

/** How full a window is. `used` is null while nobody can tell; `empty_at`: when it is empty if nobody asks again. */
const Usage = z.object({
  used: z.number().int().nullable(),
  limit: z.number().int(),
  window_ms: z.number().int(),
  empty_at: Moment.nullable(),
});
export type Usage = z.output<typeof Usage>;

/** What is used of the limits at this moment. */
export const Limits = z.object({
  organization: z.array(Usage.extend({ counts: z.enum(["reads", "changes"]), by: z.enum(["people", "api_keys"]) })),
  api_keys: z.array(z.object({ id: z.uuid(), requests: Usage, changes: Usage })),
});
export type Limits = z.output<typeof Limits>;
