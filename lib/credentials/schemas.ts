import { z } from "zod";
import { type CredentialKind, kinds } from "./kinds";

const Secret = z
  .string()
  .trim()
  .min(16, "That is shorter than a vendor's key. Copy it whole.")
  .max(8_000, "That is longer than any vendor's key.");
const Plain = Secret.max(400, "That is longer than a vendor's key.").regex(
  /^[\x21-\x7e]+$/,
  "A key has no spaces or special characters. Copy it again.",
);

const Label = z.string().trim().min(1, "Give it a name.").max(80, "80 characters are enough for a name.");
const ExpiresAt = z.iso.datetime({ offset: true, error: "That is not a moment in time." }).nullable();

/** A credential to keep. Only Google's is a file of several lines. */
export const CreateCredential = z
  .object({ kind: z.enum(kinds), label: Label, secret: Secret, expires_at: ExpiresAt.optional() })
  .superRefine(({ kind, secret }, check) => {
    const form = kind === "google_calendar" ? Secret : Plain;
    for (const { message } of form.safeParse(secret).error?.issues ?? [])
      check.addIssue({ code: "custom", path: ["secret"], message });
    if (kind === "twilio" && !/^AC[0-9a-f]{32}:\S+$/i.test(secret))
      check.addIssue({
        code: "custom",
        path: ["secret"],
        message: "Write the account SID, a colon and the auth token.",
      });
  });
export type CreateCredential = z.infer<typeof CreateCredential>;

/** What is left out stays. The secret itself is rotated, never edited. */
export const UpdateCredential = z
  .object({ label: Label, expires_at: ExpiresAt, is_default: z.literal(true) })
  .partial()
  .strict();
export type UpdateCredential = z.infer<typeof UpdateCredential>;

/** How long the old secret stays valid beside the new one: until it is retired by hand, at the latest after thirty days. */
export const RotateCredential = z.object({
  secret: Secret,
  overlap_hours: z.number().int().min(0).max(720).default(24),
  expires_at: ExpiresAt.optional(),
});
export type RotateCredential = z.infer<typeof RotateCredential>;

/** What may be shown of a credential. Times ISO 8601 UTC. The secret is never part of it. */
export type Credential = {
  id: string;
  kind: CredentialKind;
  label: string;
  /** `retiring` has a successor and works until `retires_at`; `retired` has no secret any more. */
  state: "active" | "expired" | "retiring" | "retired";
  /** Sixteen hex digits of a keyed hash; null for one kept before there were fingerprints. */
  fingerprint: string | null;
  last_four: string;
  /** The one of its kind that is used where none is named. */
  is_default: boolean;
  replaces_id: string | null;
  /** Whether its vendor can be asked if it works. */
  verifiable: boolean;
  /** Why it cannot be asked; null where it can. */
  unverifiable_because: string | null;
  verification: "valid" | "refused" | "unanswered" | null;
  verification_problem: string | null;
  verified_at: string | null;
  retires_at: string | null;
  retired_at: string | null;
  expires_at: string | null;
  last_used_at: string | null;
  created_by: string | null;
  created_at: string;
};
