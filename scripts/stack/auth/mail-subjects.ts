import type { AuthMail } from "./send-email-payload";

type Template = "confirmation" | "recovery" | "magic_link" | "invite" | "email_change";

const ACTIONS: Record<Template, AuthMail["action"]> = {
  confirmation: "signup",
  recovery: "recovery",
  magic_link: "magiclink",
  invite: "invite",
  email_change: "email_change",
};

/**
 * The embedded auth server hands its mailer rendered text only. Subjects are templates, so ours carry the facts the hook
 * needs: `action token token_hash`, none of which can hold a space.
 */
export const mailSubjects = Object.fromEntries(
  Object.entries(ACTIONS).map(([template, action]) => [
    template,
    { subject: `${action} {{ .Token }} {{ .TokenHash }}` },
  ]),
) as Record<Template, { subject: string }>;

/** Reads such a subject back; null for a mail without a template of its own. */
export function parseMailSubject(subject: string): Pick<AuthMail, "action" | "token" | "tokenHash"> | null {
  const [action, token, tokenHash, ...rest] = subject.split(" ");
  const known = Object.values(ACTIONS).find((name) => name === action);
  if (!known || !token || !tokenHash || rest.length > 0) return null;
  return { action: known, token, tokenHash };
}
