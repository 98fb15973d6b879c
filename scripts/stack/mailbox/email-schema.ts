import { z } from "zod";

const addresses = z
  .union([z.string().min(3), z.array(z.string().min(3)).min(1).max(50)])
  .transform((value) => (typeof value === "string" ? [value] : value));

/** The body of `POST /emails` as Resend documents it (wire names, snake_case). */
export const EmailSchema = z.object({
  from: z.string().regex(/^[^<>]*<[^<>\s]+@[^<>\s]+>$|^[^<>\s]+@[^<>\s]+$/, {
    error:
      "Invalid `from` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.",
  }),
  to: addresses,
  subject: z.string().min(1),
  html: z.string().optional(),
  text: z.string().optional(),
  cc: addresses.optional(),
  bcc: addresses.optional(),
  reply_to: addresses.optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z
    .array(
      z.object({
        name: z.string().regex(/^[A-Za-z0-9_-]{1,256}$/),
        value: z.string().regex(/^[A-Za-z0-9_-]{1,256}$/),
      }),
    )
    .optional(),
  attachments: z
    .array(
      z.object({
        filename: z.string().optional(),
        content: z.string().optional(),
        path: z.string().optional(),
        content_type: z.string().optional(),
        content_id: z.string().optional(),
      }),
    )
    .optional(),
  scheduled_at: z.string().optional(),
});

export type Email = z.infer<typeof EmailSchema>;
