import { z } from "zod";
import { ListQuery } from "../http/cursor";

const listOf = (value: unknown) => (value === undefined || Array.isArray(value) ? value : [value]);
const anyOf = <T extends z.ZodType>(schema: T) => z.preprocess(listOf, z.array(schema).max(50)).optional();

export const actorTypes = ["user", "api_key", "vendor", "job", "operator", "visitor"] as const;

/** What narrows the audit log; what may be repeated means "any of". */
export const AuditFilter = z.object({
  /** Names of the catalogue of events, e.g. `agent.updated`. */
  action: anyOf(z.string().min(1).max(100)),
  actor_type: anyOf(z.enum(actorTypes)),
  actor_id: anyOf(z.string().min(1).max(100)),
  subject_type: anyOf(z.string().min(1).max(100)),
  subject_id: z.uuid().optional(),
  /** The first moment: an instant, or a date that means its beginning in the organization's time zone. */
  from: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  /** The last moment, exclusive for an instant; a date means until its end in the organization's time zone. */
  to: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  /** The one entry at this place of the chain. */
  seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const ListAuditLog = AuditFilter.extend(ListQuery.shape);
export type ListAuditLog = z.infer<typeof ListAuditLog>;

export const ExportAuditLog = AuditFilter.omit({ seq: true }).extend({
  format: z.enum(["csv", "jsonl"]).default("csv"),
});
export type ExportAuditLog = z.infer<typeof ExportAuditLog>;

/** One change: who made it, what it replaced and what it put there. `recorded_at` ISO 8601 UTC, `hash` hex SHA-256. */
export type AuditEntry = {
  /** Its place in the chain of its organization, as text; `seq` is the same number. */
  id: string;
  seq: number;
  action: string;
  subject_type: string;
  subject_id: string | null;
  /** What the thing is called now, or was called when it changed. */
  subject_name: string | null;
  actor_type: (typeof actorTypes)[number];
  actor_id: string | null;
  /** The name of a person who acted, while we know them. */
  actor_name: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  ip: string | null;
  request_id: string | null;
  recorded_at: string;
  hash: string;
};
