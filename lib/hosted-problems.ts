import { looksDrawn } from "./crypto/looks-drawn";

/** What `npm run keys` draws, beside the key ring. */
const OWN_SECRETS = ["SEND_EMAIL_HOOK_SECRET", "LOOKUP_KEY", "CRON_SECRET", "MONITOR_KEY"] as const;

const HTTPS = ["PUBLIC_BASE_URL", "SUPABASE_URL", "UPSTASH_REDIS_REST_URL"];

const THIS_MACHINE =
  /^(localhost|127(\.\d+){1,3}|0\.0\.0\.0|\[::1?\]|\[::ffff:(127\.|7f..:).*\]|host\.docker\.internal)$|\.localhost$/;

/** Nobody has these names, so nobody answers there or gets mail. Source: RFC 2606 */
const FOR_EXAMPLES = /\.(example|test|invalid)$|(^|\.)example\.(com|net|org)$/;

/**
 * What a hosted deployment must not be started with: addresses of this machine or of examples, in whatever variable, secrets
 * that nobody drew, and the embedded stage itself where others can reach it. No value is in a line, only what to do.
 */
export function hostedProblems(given: Record<string, string>, isOptional: (name: string) => boolean): string[] {
  const stage = given.FOYER_ENV ?? "production";
  if (stage === "embedded") return embeddedProblems(given);
  const problems: string[] = [];
  for (const name of HTTPS)
    if (given[name] && !given[name].startsWith("https://")) problems.push(`${name} must be https in ${stage}`);
  for (const [name, text] of Object.entries(given)) {
    const hosts = hostsIn(text);
    const instead = isOptional(name) ? "set your own or leave it empty" : "set your own";
    if (name === "SANDBOX_URL") problems.push("SANDBOX_URL belongs to the embedded stack only; remove it");
    else if (hosts.some((host) => THIS_MACHINE.test(host))) problems.push(`${name} points at this machine; ${instead}`);
    else if (hosts.some((host) => FOR_EXAMPLES.test(host)))
      problems.push(`${name} is a name for examples, which nobody has; ${instead}`);
    else if (/(^|[^a-z0-9])your[-_][a-z]/i.test(text)) problems.push(`${name} is still a placeholder; ${instead}`);
  }
  return [...problems, ...secretProblems(given)];
}

/** Without a stage of its own a server would skip every check above and take everybody for one person (`clientIp`). */
function embeddedProblems({ VERCEL, VERCEL_REGION, PUBLIC_BASE_URL }: Record<string, string>): string[] {
  const reached = PUBLIC_BASE_URL !== undefined && !hostsIn(PUBLIC_BASE_URL).every((host) => THIS_MACHINE.test(host));
  return VERCEL || VERCEL_REGION || reached
    ? ["FOYER_ENV is embedded, which is for one's own machine only; set preview or production"]
    : [];
}

function secretProblems(given: Record<string, string>): string[] {
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const name of OWN_SECRETS) {
    const text = given[name];
    if (!text) continue;
    const before = seen.get(text);
    seen.set(text, name);
    if (before) problems.push(`${name} is the same as ${before}; make each with \`npm run keys\``);
    else if (!(name === "SEND_EMAIL_HOOK_SECRET" ? text.split("|").every(isHookSecret) : looksDrawn(text)))
      problems.push(`${name} is no random secret; make one with \`npm run keys\``);
  }
  return problems;
}

/** As Supabase makes them: 24 bytes and more. */
function isHookSecret(text: string): boolean {
  const [, base64] =
    /^v1,whsec_((?:[A-Za-z0-9+/]{4}){8,}(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?)$/.exec(text.trim()) ?? [];
  return base64 !== undefined && looksDrawn(atob(base64));
}

/** Every host that a value names: of an address, of a mail address, or by itself; lists are taken apart. */
function hostsIn(text: string): string[] {
  return text.split(/[\s,|<>"']+/).map((piece) => {
    if (piece.includes("://") && URL.canParse(piece)) return new URL(piece).hostname.toLowerCase();
    return piece
      .slice(piece.lastIndexOf("@") + 1)
      .replace(/:\d+$/, "")
      .toLowerCase();
  });
}
