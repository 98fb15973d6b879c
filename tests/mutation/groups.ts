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
    operator-network person-charges public-address rate-limit-headers request-id request respond route same-origin
    too-many-pages with-cron with-monitor`,
  audit: "answers",
  credentials: `answers describe-credential schemas vendors/ask vendors/ask-google-calendar vendors/ask-openai vendors/ask-resend
    vendors/ask-slack vendors/ask-twilio vendors/ask-vendor vendors/verdict`,
  auth: `actor-type-of api-key-token at-least attempts auth-problem device-of hooks/mails-of-hook hooks/schemas
    hooks/verify-signature open-pages password-strength permissions require-strong-password safe-return-to schemas scopes
    second-factor-page session-cookie whereabouts-of`,
};

/** The tests against a real stack that are about a folder, the quickest first. */
const WITH_STACK: Record<Folder, string[]> = {
  crypto: ["crypto/*", "keys/*"],
  http: ["http/*", "api-keys/api-keys", "api-keys/key-limits", "auth/own-sessions", "ops/operator-level"],
  audit: ["audit/audit-log", "audit/read-audit-log", "audit/verify-chain"],
  credentials: ["credentials/*"],
  auth: ["auth/*", "api-keys/end-of-a-key", "orgs/second-factor-rule"],
};

const root = join(import.meta.dirname, "../..");
// What proves a figure takes its time; the faults it would find others find sooner.
const found = (pattern: string) => globSync(pattern, { cwd: root, exclude: ["**/*-at-length.test.ts"] }).sort();

/** Every file of the five folders in exactly one group: `crypto-pure`, `crypto-database`, … */
export function groups(): Group[] {
  return FOLDERS.flatMap((folder) => {
    const pure = PURE[folder].split(/\s+/).map((name) => `lib/${folder}/${name}.ts`);
    const other = found(`lib/${folder}/**/*.ts`).filter((file) => !pure.includes(file));
    return [
      { name: `${folder}-pure`, mutate: pure, tests: found(`tests/unit/${folder}/*.test.ts`) },
      {
        name: `${folder}-database`,
        mutate: other,
        tests: WITH_STACK[folder].flatMap((name) => found(`tests/integration/${name}.test.ts`)),
      },
    ];
  });
}
