import { z } from "zod";

/** Vendors whose API key an organization may keep with us. */
export const providers = ["retell", "vapi"] as const;
export type CredentialProvider = (typeof providers)[number];

export const ProviderParams = z.object({ provider: z.enum(providers) });

export const SaveCredential = z.object({
  secret: z
    .string()
    .trim()
    .min(16, "That is shorter than a vendor's key. Copy it whole.")
    .max(400, "That is longer than a vendor's key.")
    .regex(/^[\x21-\x7e]+$/, "A key has no spaces or special characters. Copy it again."),
});
export type SaveCredential = z.infer<typeof SaveCredential>;

/** What may be shown of a credential. */
export type Credential = {
  provider: CredentialProvider;
  last_four: string;
  created_by: string | null;
  updated_at: string;
};
