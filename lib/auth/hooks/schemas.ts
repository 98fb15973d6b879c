import { z } from "zod";

const notifications = [
  "password_changed_notification",
  "email_changed_notification",
  "phone_changed_notification",
  "identity_linked_notification",
  "identity_unlinked_notification",
  "mfa_factor_enrolled_notification",
  "mfa_factor_unenrolled_notification",
] as const;

/**
 * The body of Supabase's Send-Email hook, as far as we read it.
 * Source: supabase/auth internal/hooks/v0hooks/v0hooks.go, internal/api/mail.go
 */
export const SendEmailHook = z.object({
  metadata: z.object({ uuid: z.string().min(8).max(100) }),
  user: z.object({
    id: z.string().min(1),
    email: z.string().default(""),
    new_email: z.string().default(""),
    user_metadata: z.record(z.string(), z.unknown()).nullish(),
  }),
  email_data: z.object({
    email_action_type: z.enum([
      "signup",
      "invite",
      "recovery",
      "magiclink",
      "email",
      "email_change",
      "reauthentication",
      ...notifications,
    ]),
    token: z.string().default(""),
    token_hash: z.string().default(""),
    token_new: z.string().default(""),
    token_hash_new: z.string().default(""),
    redirect_to: z.string().default(""),
    old_email: z.string().default(""),
  }),
});
export type SendEmailHook = z.infer<typeof SendEmailHook>;
export type ActionType = SendEmailHook["email_data"]["email_action_type"];
