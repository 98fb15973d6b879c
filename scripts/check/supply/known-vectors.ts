/** A value that has a secret's shape and is none: published test vectors and made-up values of tests. */
export type KnownVector = {
  file: string;
  /** First 16 digits of the value's SHA-256, so that this file holds no shapes itself. */
  sha256: string;
  reason: string;
};

export const KNOWN_VECTORS: readonly KnownVector[] = [
  {
    file: "tests/unit/auth/hooks/verify-signature.test.ts",
    sha256: "67b92bfb9aaea156",
    reason: "the digits 0–9 and letters",
  },
  { file: "tests/unit/auth/hooks/verify-signature.test.ts", sha256: "fa5cc6f190f48390", reason: "the same, backwards" },
  { file: "tests/unit/log/scrub-text.test.ts", sha256: "6df6681c708ebf81", reason: "a token of jwt.io, cut short" },
  { file: "tests/unit/log/scrub-text.test.ts", sha256: "e90e2b32d7737fff", reason: "the alphabet as a Resend key" },
  { file: "tests/unit/log/scrub-text.test.ts", sha256: "e84ae59bc3304601", reason: "an example of Supabase's guide" },
  { file: "tests/unit/log/scrub-text.test.ts", sha256: "96ad2ccd81462a76", reason: "the vector of Standard Webhooks" },
];
