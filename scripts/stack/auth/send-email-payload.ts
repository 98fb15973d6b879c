import { randomUUID } from "node:crypto";
import type { AuthUser } from "./auth-store";

export type AuthMail = {
  action: "signup" | "recovery" | "magiclink" | "invite" | "email_change" | "reauthentication";
  token: string;
  tokenHash: string;
  redirectTo: string;
};

/**
 * The body of Supabase's Send-Email hook, field by field in GoTrue's order.
 * Source: supabase/auth internal/hooks/v0hooks/v0hooks.go
 * @param authUrl external address of the auth server, what GoTrue calls `site_url` here
 */
export function sendEmailPayload(mail: AuthMail, user: AuthUser, authUrl: string, ip: string | undefined): unknown {
  return {
    metadata: {
      uuid: randomUUID(),
      time: seconds(new Date()),
      name: "send-email",
      ...(ip === undefined ? {} : { ip_address: ip }),
    },
    user: {
      id: user.id,
      aud: "authenticated",
      role: "authenticated",
      email: user.email,
      phone: user.phone ?? "",
      ...(user.email_change ? { new_email: user.email_change } : {}),
      app_metadata: user.raw_app_meta_data,
      user_metadata: user.raw_user_meta_data,
      identities: [],
      created_at: seconds(user.created_at),
      updated_at: seconds(user.updated_at),
      is_anonymous: false,
    },
    email_data: {
      token: mail.token,
      token_hash: mail.tokenHash,
      redirect_to: mail.redirectTo,
      email_action_type: mail.action,
      site_url: authUrl,
      token_new: "",
      token_hash_new: "",
      old_email: "",
      old_phone: "",
      provider: "",
      factor_type: "",
    },
  };
}

function seconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}
