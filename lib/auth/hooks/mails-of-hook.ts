import { emailChangeMail } from "@/emails/email-change";
import type { Mail } from "@/emails/layout";
import { passwordResetMail } from "@/emails/password-reset";
import { securityCodeMail } from "@/emails/security-code";
import { securityNoticeMail } from "@/emails/security-notice";
import { signInLinkMail } from "@/emails/sign-in-link";
import { welcomeMail } from "@/emails/welcome";
import { pathOnOwnOrigin } from "../safe-return-to";
import type { ActionType, SendEmailHook } from "./schemas";

/** One mail a hook call asks for. */
export type HookMail = { to: string; key: string; mail: Mail };

/**
 * Which mails a call of the Send-Email hook asks for; pure. A secure change of address asks for two, and there Supabase
 * swaps the hashes: the CURRENT address is confirmed by `token` + `token_hash_new`, the NEW one by `token_new` +
 * `token_hash` (supabase/auth internal/api/mail.go).
 * @param baseUrl our public origin, which links point at
 */
export function mailsOfHook(hook: SendEmailHook, baseUrl: string): HookMail[] {
  const { user, email_data: data, metadata } = hook;
  const link = (hash: string) => confirmAddress(baseUrl, hash, data.email_action_type, data.redirect_to);
  const one = (to: string, mail: Mail): HookMail => ({ to, key: `${metadata.uuid}/${to}`, mail });
  switch (data.email_action_type) {
    case "signup":
    case "invite":
      return [one(user.email, welcomeMail({ name: nameOf(user), link: link(data.token_hash) }))];
    case "recovery":
      return [one(user.email, passwordResetMail({ link: link(data.token_hash) }))];
    case "magiclink":
    case "email":
      return [one(user.email, signInLinkMail({ link: link(data.token_hash) }))];
    case "reauthentication":
      return [one(user.email, securityCodeMail({ code: data.token }))];
    case "email_change": {
      const change = (hash: string) => emailChangeMail({ from: user.email, to: user.new_email, link: link(hash) });
      if (!data.token_hash_new) return [one(user.new_email || user.email, change(data.token_hash))];
      return [one(user.email, change(data.token_hash_new)), one(user.new_email, change(data.token_hash))];
    }
    case "email_changed_notification":
      return [data.old_email || user.email].map((to) =>
        one(to, securityNoticeMail({ what: NOTICES[data.email_action_type] ?? "" })),
      );
    default:
      return [
        one(user.email, securityNoticeMail({ what: NOTICES[data.email_action_type] ?? "Your account has changed." })),
      ];
  }
}

const NOTICES: Partial<Record<ActionType, string>> = {
  password_changed_notification: "Your password was changed.",
  email_changed_notification: "The e-mail address of your account was changed.",
  phone_changed_notification: "The phone number of your account was changed.",
  identity_linked_notification: "Another way to sign in was added to your account.",
  identity_unlinked_notification: "A way to sign in was removed from your account.",
  mfa_factor_enrolled_notification: "A second factor was added to your account.",
  mfa_factor_unenrolled_notification: "A second factor was removed from your account.",
};

function confirmAddress(baseUrl: string, hash: string, type: ActionType, redirectTo: string): string {
  const address = new URL("/auth/confirm", baseUrl);
  address.searchParams.set("token_hash", hash);
  address.searchParams.set("type", type);
  const next = pathOnOwnOrigin(redirectTo, baseUrl);
  if (next !== "/") address.searchParams.set("next", next);
  return address.toString();
}

function nameOf(user: SendEmailHook["user"]): string {
  const name: unknown = user.user_metadata?.full_name;
  // A name is a stranger's words in a mail from us: no address in it, or sign-up becomes a way to send spam.
  return typeof name === "string" && name.length <= 60 && !/[./:@\\<>]|\d{4}/.test(name) ? name.trim() : "";
}
