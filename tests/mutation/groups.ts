import { globSync } from "node:fs";
import { join } from "node:path";

/** Files in which faults are planted together, and the test files that are asked to find them. */
export type Group = { name: string; mutate: string[]; tests: string[] };

const FOLDERS = ["crypto", "http", "audit", "credentials", "auth"] as const;
type Folder = (typeof FOLDERS)[number];

/** What decides without a database: its faults are found by unit tests, in a fraction of a second each. */
const PURE: Record<Folder, string> = {
  crypto: "compare data-key key-ring lookup name-for-redis seal sealed-field",
  http: `cidr-shape cidr client-ip content-security-policy csv cursor errors fetch-guarded key-charges limit measured operation
    operator-network person-charges public-address rate-limit-headers read-bytes read-text request-id request respond route
    same-origin too-many-pages with-cron with-monitor`,
  audit: "answers",
  credentials: `answers describe-credential schemas vendors/ask vendors/ask-google-calendar vendors/ask-openai vendors/ask-resend
    vendors/ask-slack vendors/ask-twilio vendors/ask-vendor vendors/verdict`,
  auth: `actor-type-of api-key-token ask-auth-server at-least attempts auth-problem device-of hooks/mails-of-hook hooks/schemas
    hooks/verify-signature open-pages password-strength permissions require-strong-password safe-return-to schemas scopes
    second-factor-page session-cookie whereabouts-of`,
};

/** What a stack is needed for: the tests that are about it, the quickest first; and the files, where not all that are left. */
const WITH_STACK: { name: string; files?: string; tests: string }[] = [
  {
    name: "crypto-database",
    tests:
      "crypto/encrypted-columns crypto/data-keys crypto/wrong-keys keys/destruction keys/everybodys-rotation keys/operators-rotation keys/rotation",
  },
  {
    name: "http-database",
    tests: `http/* monitoring/measured-page auth/own-sessions ops/operator-level agents/agents api-keys/api-keys`,
  },
  { name: "audit-database", tests: "audit/audit-log audit/read-audit-log audit/verify-chain" },
  { name: "credentials-database", tests: "credentials/*" },
  { name: "auth-locks-database", files: "guard-attempts tell-of-lock unlock-account", tests: "auth/lockout" },
  {
    name: "auth-sessions-database",
    files: `end-sessions enter-session forget-sessions in-another-transaction known-api-key known-membership lack-of-proof
      list-sessions note-key-use note-proof on-page-trail operator-standing page recovery-codes require-recent-proof reset-pass
      role-here session supabase verified-claims`,
    tests: `auth/session-lifetime auth/own-sessions auth/in-another-transaction auth/passes-and-codes auth/page
      api-keys/end-of-a-key auth/admin-networks auth/forged-tokens`,
  },
  {
    name: "auth-database",
    tests: `auth/send-email-hook auth/tell-owner auth/passes-and-codes auth/authenticator-codes auth/second-factor
      orgs/second-factor-rule auth/sign-in auth/unheard-questions auth/ways-back`,
  },
];

const root = join(import.meta.dirname, "../..");
// What proves a figure takes its time; the faults it would find others find sooner.
const found = (pattern: string) => globSync(pattern, { cwd: root, exclude: ["**/*-at-length.test.ts"] }).sort();

/** Every file of the five folders in exactly one group: `crypto-pure`, `crypto-database`, … */
export function groups(): Group[] {
  const pure = FOLDERS.map((folder) => ({
    name: `${folder}-pure`,
    mutate: filesOf(folder, PURE[folder]),
    tests: found(`tests/unit/${folder}/**/*.test.ts`),
  }));
  const taken = new Set(pure.flatMap(({ mutate }) => mutate));
  const database = WITH_STACK.map(({ name, files, tests }) => {
    const folder = name.split("-")[0] ?? "";
    const mutate = (files ? filesOf(folder, files) : found(`lib/${folder}/**/*.ts`)).filter((file) => !taken.has(file));
    for (const file of mutate) taken.add(file);
    return { name, mutate, tests: words(tests).flatMap((test) => found(`tests/integration/${test}.test.ts`)) };
  });
  return [...pure, ...database];
}

const words = (text: string) => text.trim().split(/\s+/);
const filesOf = (folder: string, names: string) => words(names).map((name) => `lib/${folder}/${name}.ts`);
