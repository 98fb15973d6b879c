import { z } from "zod";

/** Shapes of the sign-in family, shared by its routes and its forms. */

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "That is longer than any e-mail address.")
  .pipe(z.email({ error: "Enter an e-mail address like name@example.com." }));

/** Length is what makes a password strong; 72 bytes is what the auth server can hash. */
export const NewPassword = z
  .string()
  .min(10, "Use at least 10 characters.")
  .refine((value) => new TextEncoder().encode(value).length <= 72, { error: "Use at most 72 characters." })
  .refine((value) => new Set(value).size >= 4, { error: "Use more different characters." });

export const FullName = z.string().trim().min(1, "Tell us your name.").max(120, "Use at most 120 characters.");

const next = z.string().max(2_000).optional();

export const SignUp = z.object({ full_name: FullName, email: Email, password: NewPassword, next });
export const SignIn = z.object({ email: Email, password: z.string().min(1, "Enter your password.").max(200), next });
export const RequestPasswordReset = z.object({ email: Email });
export const ResendConfirmation = z.object({ email: Email, next });
export const SetPassword = z.object({ password: NewPassword });

/** What a link in one of our mails carries. `type` is Supabase's name for what is being confirmed. */
export const ConfirmLink = z.object({
  token_hash: z.string().regex(/^[A-Za-z0-9_-]{16,200}$/, "The link is not complete. Copy it whole from the mail."),
  type: z.enum(["signup", "email", "invite", "magiclink", "recovery", "email_change"]),
  next,
});

/** A code of an authenticator app; people type it with spaces. */
const Code = z
  .string()
  .transform((code) => code.replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "Enter the six digits that your app shows."));

export const ConfirmFactor = z.object({ factor_id: z.uuid(), code: Code });
export const ShowFactor = z.object({ code: Code, next });
export const RedeemRecoveryCode = z.object({ code: z.string().trim().min(1, "Enter a recovery code.").max(40), next });

/** Who sits at the screen: the code where there is a second factor, else the password. */
export const ProveAgain = z.object({
  code: Code.optional(),
  password: z.string().min(1, "Enter your password.").max(200).optional(),
});

export const UnlockAccount = z.object({
  token: z
    .string()
    .regex(/^[0-9a-f]{64}\.\d{13}\.[0-9a-f]{64}$/, "The link is not complete. Copy it whole from the mail."),
});

export type UnlockAccount = z.infer<typeof UnlockAccount>;
export type ProveAgain = z.infer<typeof ProveAgain>;
export type ConfirmFactor = z.infer<typeof ConfirmFactor>;
export type ShowFactor = z.infer<typeof ShowFactor>;
export type RedeemRecoveryCode = z.infer<typeof RedeemRecoveryCode>;
export type SignUp = z.infer<typeof SignUp>;
export type SignIn = z.infer<typeof SignIn>;
export type RequestPasswordReset = z.infer<typeof RequestPasswordReset>;
export type ResendConfirmation = z.infer<typeof ResendConfirmation>;
export type SetPassword = z.infer<typeof SetPassword>;
export type ConfirmLink = z.infer<typeof ConfirmLink>;
