import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { newTotpSecret } from "./auth/totp";

export type Secrets = {
  postgres_password: string;
  redis_password: string;
  jwt_secret: string;
  supabase_publishable_key: string;
  supabase_secret_key: string;
  upstash_token: string;
  resend_api_key: string;
  send_email_hook_secret: string;
  field_encryption_key: string;
  lookup_key: string;
  cron_secret: string;
  monitor_key: string;
  vapi_private_key: string;
  operator_totp_secret: string;
};

const RECIPES: { [Name in keyof Secrets]: () => string } = {
  postgres_password: () => randomBytes(24).toString("base64url"),
  redis_password: () => randomBytes(24).toString("base64url"),
  jwt_secret: () => randomBytes(48).toString("base64url"),
  supabase_publishable_key: () => supabaseKey("publishable"),
  supabase_secret_key: () => supabaseKey("secret"),
  upstash_token: () => randomBytes(32).toString("base64url"),
  resend_api_key: () => `re_${randomBytes(24).toString("base64url")}`,
  send_email_hook_secret: () => `v1,whsec_${randomBytes(32).toString("base64")}`,
  field_encryption_key: () => randomBytes(32).toString("base64"),
  lookup_key: () => randomBytes(32).toString("base64url"),
  cron_secret: () => randomBytes(32).toString("base64url"),
  monitor_key: () => randomBytes(32).toString("base64url"),
  vapi_private_key: () => randomBytes(24).toString("base64url"),
  operator_totp_secret: newTotpSecret,
};

/** `sb_<type>_<22 random characters>_<8 characters of a checksum>`, the shape Supabase gives its API keys. */
function supabaseKey(type: "publishable" | "secret"): string {
  const body = `sb_${type}_${randomBytes(17).toString("base64url").slice(0, 22)}`;
  return `${body}_${createHash("sha256").update(body).digest("base64url").slice(0, 8)}`;
}

/**
 * The stack's secrets: random, made at the first boot, kept in one file only its owner can read. A secret that a newer
 * version needs is added to an older file.
 */
export async function loadSecrets(file: string): Promise<Secrets> {
  const known = await readFile(file, "utf8").then(
    (text) => JSON.parse(text) as Partial<Secrets>,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return {};
      throw error;
    },
  );
  const secrets = { ...makeSecrets(), ...known };
  if (Object.keys(known).length < Object.keys(secrets).length) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  return secrets;
}

/** A fresh set of secrets. */
export function makeSecrets(): Secrets {
  return Object.fromEntries(Object.entries(RECIPES).map(([name, make]) => [name, make()])) as Secrets;
}
