import type { Health } from "../monitoring/check-health";
import type { Trouble } from "./find-trouble";

/** What to do when a part of the system does not answer, and where its maker says how it fares. */
const ADVICE: Record<string, { advice: string; link?: Trouble["link"] }> = {
  database: {
    advice: "Nothing works without it. Look at the provider's status, its connections and its disk.",
    link: { label: "Supabase status", href: "https://status.supabase.com" },
  },
  migrations: { advice: "The code expects tables this database does not have. Run npm run migrate." },
  redis: {
    advice: "The product goes on: limits count by process, nothing is cached. Look at quota and region.",
    link: { label: "Upstash status", href: "https://status.upstash.com" },
  },
  queue: {
    advice: "Nobody drains the jobs. Look at the scheduler's runs of /api/cron/drain-jobs, or start npm run worker.",
    link: { label: "Jobs", href: "#jobs" },
  },
  auth: {
    advice: "Nobody can sign in; webhooks go on. Look at the provider's status.",
    link: { label: "Supabase status", href: "https://status.supabase.com" },
  },
  storage: {
    advice: "Files cannot be read or written. Look at the provider's status.",
    link: { label: "Supabase status", href: "https://status.supabase.com" },
  },
  mail: {
    advice: "Sign-up and invitations do not arrive. Look at the provider's status and at RESEND_API_KEY.",
    link: { label: "Resend status", href: "https://resend-status.com" },
  },
  retell: {
    advice: "New calls may be missing. They are fetched by the comparison with the vendor once it is back.",
    link: { label: "Retell status", href: "https://status.retellai.com" },
  },
  vapi: {
    advice: "New calls may be missing. They are fetched by the comparison with the vendor once it is back.",
    link: { label: "Vapi status", href: "https://status.vapi.ai" },
  },
};

/** What a deep check found down or degraded, with what to do about each. */
export function troubleInHealth({ checks }: Health): Trouble[] {
  return checks
    .filter(({ state }) => state === "down" || state === "degraded")
    .map(({ name, label, state, critical, detail, since }) => ({
      key: `health ${name}`,
      severity: state === "down" && critical ? "bad" : "warn",
      title: `${label} is ${state}${detail ? `: ${detail}` : ""}`,
      since,
      advice: ADVICE[name]?.advice ?? "Look at its provider's status.",
      ...(ADVICE[name]?.link ? { link: ADVICE[name].link } : {}),
    }));
}
