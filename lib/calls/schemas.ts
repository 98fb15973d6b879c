import { z } from "zod";

const anyOf = <T extends z.ZodType>(schema: T) =>
  z
    .preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(schema).max(20))
    .optional();

export const callStatuses = ["registered", "ringing", "in_progress", "ended", "not_connected", "error"] as const;

/** What narrows a list of calls; `id`, `agent_id`, `provider` and `status` may be repeated for "any of". Names are those of the columns. */
export const CallFilter = z.object({
  id: z
    .preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(z.uuid()).max(200))
    .optional(),
  agent_id: anyOf(z.uuid()),
  provider: anyOf(z.enum(["retell", "vapi"])),
  status: anyOf(z.enum(callStatuses)),
  is_billable: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
  successful: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
  /** First moment of `started_at`: an instant, or a date that means its beginning in the organization's time zone. */
  from: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  /** Last moment, exclusive for an instant; a date means until its end in the organization's time zone. */
  to: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  /** Digits a number begins with (with or without country code), or ends with. */
  number: z
    .string()
    .transform((value) => value.replace(/\D/g, ""))
    .pipe(z.string().min(3, "needs at least three digits").max(15))
    .optional(),
});

export const ListCalls = CallFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

export type CallFilter = z.infer<typeof CallFilter>;
export type ListCalls = z.infer<typeof ListCalls>;
