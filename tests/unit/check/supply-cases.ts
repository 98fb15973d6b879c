import { FLOORS } from "../../../scripts/check/supply/floors";
import { installScripts } from "../../../scripts/check/supply/install-scripts";
import { licences } from "../../../scripts/check/supply/licences";
import { lockedPackagesRule } from "../../../scripts/check/supply/locked-packages";
import { secrets } from "../../../scripts/check/supply/secrets";
import { versionFloors } from "../../../scripts/check/supply/version-floors";
import { workflows } from "../../../scripts/check/supply/workflows";
import type { RuleCase } from "./rule-case";

const HASH = `sha512-${"q".repeat(86)}==`;
const NEXT = { next: "16.4.6" };

const pinned = (entry: object = {}) => ({ version: "16.4.6", integrity: HASH, license: "MIT", ...entry });

/** A repository with these packages, whose manifest (`next` alone) and lockfile agree. */
const locked = (packages: object, manifest: object = {}) => ({
  "package-lock.json": JSON.stringify({ packages: { "": { dependencies: NEXT }, ...packages } }),
  "package.json": JSON.stringify({ dependencies: NEXT, ...manifest }),
});

const next = (entry: object) => locked({ "node_modules/next": pinned(entry) });
const at = (place: string, version: string) => locked({ [place]: pinned({ version }) });
const under = (license: string | undefined, more: object = {}) => next({ license, ...more });
const scripted = (place: string, allowScripts: object) =>
  locked({ [place]: pinned({ hasInstallScript: true }) }, { allowScripts });

/** Put together here, so that the tree itself holds no whole one. */
const shape = (...parts: string[]) => ({ "lib/x.ts": `const key = "${parts.join("")}";` });
const mixed = "Zk3vQ9xT1bLr7WmN5cYp2HsJ8dGf4AqR6uE0iOtB";
const hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c";

const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";

/** A workflow that obeys, with some of its words replaced. */
const workflow = (...changes: [string, string][]) => {
  const sound = [
    "on: push",
    "permissions:",
    "  contents: read",
    "jobs:",
    "  test:",
    "    runs-on: ubuntu-latest",
    "    timeout-minutes: 5",
    "    steps:",
    `      - uses: ${CHECKOUT}`,
    "        with:",
    "          persist-credentials: false",
    "      - run: npm test",
    "  other:",
    "    uses: ./.github/workflows/test.yml",
  ].join("\n");
  return { ".github/workflows/x.yml": changes.reduce((text, [from, to]) => text.replace(from, to), sound) };
};

/** What arrives from outside: packages, their versions, terms and scripts; and what must not leave: secrets. */
export const supplyCases: RuleCase[] = [
  [
    lockedPackagesRule,
    {
      obeys: [
        locked({ "node_modules/next": pinned() }),
        locked({
          "node_modules/a": pinned({ optionalDependencies: { "a-darwin": "1.0.0" } }),
          "node_modules/a-darwin": { version: "1.0.0", optional: true, os: ["darwin"] },
          "node_modules/a-musl": { version: "1.0.0", optional: true, os: ["linux"], cpu: ["x64"], libc: ["musl"] },
        }),
        { ...next({}), ".npmrc": "omit-lockfile-registry-resolved=true\naudit=false\n" },
      ],
      breaks: {
        "a registry's address": next({ resolved: "https://registry.example/next.tgz" }),
        "no hash": next({ integrity: undefined }),
        "a weak hash": next({ integrity: "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=" }),
        "no hash for the platform that is deployed": locked({
          "node_modules/a-linux": { version: "1.0.0", optional: true, os: ["linux"], cpu: ["x64"], libc: ["glibc"] },
        }),
        "another package under this name": next({ name: "nxet" }),
        "a folder": next({ link: true }),
        "a package bundled into another": next({ inBundle: true }),
        "a version that is an address": next({ version: "git+ssh://git@github.com/x/y.git#abc" }),
        "a dependency of a dependency from git": next({ dependencies: { y: "github:x/y" } }),
        "the same without a word": next({ dependencies: { y: "x/y#main" } }),
        "a tarball": next({ dependencies: { y: "https://example.com/y.tgz" } }),
        "an alias": next({ dependencies: { y: "npm:z@1.0.0" } }),
        "a platform left out": next({ optionalDependencies: { "a-darwin": "1.0.0" } }),
        "a range": locked({ "node_modules/next": pinned() }, { dependencies: { next: "^16.4.6" } }),
        "a file": locked({ "node_modules/next": pinned() }, { dependencies: { next: "file:../next" } }),
        "a manifest that has moved on": locked({ "node_modules/next": pinned() }, { dependencies: { next: "16.4.7" } }),
        "a package the manifest has dropped": locked({ "node_modules/next": pinned() }, { dependencies: {} }),
        "a loose override": locked({ "node_modules/next": pinned() }, { overrides: { postcss: "^8" } }),
        "a registry of our choice": { ...next({}), ".npmrc": "registry=https://registry.example/\n" },
        "a registry for a scope": { ...next({}), ".npmrc": "@foyer:registry=https://registry.example/\n" },
        "a token": { ...next({}), ".npmrc": "//registry.example/:_authToken=x\n" },
        "an unchecked connection": { ...next({}), ".npmrc": "strict-ssl=false\n" },
      },
    },
  ],
  [
    versionFloors,
    {
      obeys: [
        at("node_modules/next", "16.4.6"),
        at("node_modules/next", "17.0.0"),
        at("node_modules/semver", "6.3.1"),
        at("node_modules/nobody-knows-it", "0.0.1"),
        ...FLOORS.map((floor) => at(`node_modules/${floor.package}`, floor.floors[0])),
      ],
      breaks: {
        "an old next": at("node_modules/next", "16.4.5"),
        "an old major": at("node_modules/next", "15.9.9"),
        "the floor's own prerelease": at("node_modules/next", "16.4.6-canary.1"),
        "an old react": at("node_modules/react", "19.2.9"),
        "an old copy deep down": at("node_modules/next/node_modules/postcss", "8.5.22"),
        "an old copy of a scope": at("node_modules/x/node_modules/@supabase/auth-js", "2.69.0"),
        "a newer line below its own floor": at("node_modules/semver", "7.5.1"),
        "a release that carried malware": at("node_modules/debug", "4.4.2"),
        ...Object.fromEntries(
          FLOORS.map((one) => [`${one.package} 0.0.1`, at(`node_modules/${one.package}`, "0.0.1")]),
        ),
      },
    },
  ],
  [
    licences,
    {
      obeys: [
        under("MIT"),
        under("(MIT OR GPL-3.0)"),
        under("MIT AND Zlib"),
        locked({ "node_modules/axe-core": pinned({ license: "MPL-2.0", dev: true }) }),
        locked({
          "node_modules/a": pinned({ optionalDependencies: { "a-darwin": "1.0.0" } }),
          "node_modules/a-darwin": { version: "1.0.0", optional: true, os: ["darwin"] },
        }),
      ],
      breaks: {
        "copyleft over the network": under("AGPL-3.0-only"),
        "copyleft that has to be chosen": under("GPL-3.0 OR SSPL-1.0"),
        "copyleft beside a free licence": under("MIT AND GPL-3.0"),
        "no licence": under(undefined),
        "a licence without a name": under("SEE LICENSE IN LICENSE.md"),
        "a developer's exception that is deployed": locked({ "node_modules/axe-core": pinned({ license: "MPL-2.0" }) }),
        "an exception whose terms have changed": locked({
          "node_modules/axe-core": pinned({ license: "BUSL-1.1", dev: true }),
        }),
        "a binary nobody asks for": locked({
          "node_modules/a-darwin": { version: "1.0.0", optional: true, os: ["darwin"] },
        }),
        "an exception that covers nothing": { ...next({}), "scripts/check/supply/licence-exceptions.ts": "" },
      },
    },
  ],
  [
    installScripts,
    {
      obeys: [
        next({}),
        scripted("node_modules/esbuild", { esbuild: true }),
        scripted("node_modules/x/node_modules/@y/z", { "@y/z": false }),
      ],
      breaks: {
        "a script nobody decided upon": scripted("node_modules/esbuild", {}),
        "a script deep down": scripted("node_modules/x/node_modules/miner", { esbuild: true }),
        "a permission left over": locked({ "node_modules/sharp": pinned() }, { allowScripts: { sharp: true } }),
      },
    },
  ],
  [
    secrets,
    {
      obeys: [
        { "lib/x.ts": 'const key = env().RESEND_API_KEY; // re_…\nconst id = "key_visibility_of_a_call";' },
        {
          "tests/x.ts":
            'const KEY = "key_0123456789abcdef0123456789"; const SID = "AC00000000000000000000000000000000";',
        },
        { ".env.example": "CRON_SECRET=\nDATABASE_URL=postgresql://postgres:password@db.example.com:5432/postgres\n" },
        { "docs/x.md": "`postgresql://…:5432/postgres` and `v1,whsec_<base64>`" },
        { "docs/images/x.png": `AKIA${"ABCDEFGHIJKLMNOP"}` },
      ],
      breaks: {
        "a Supabase secret key": shape("sb_sec", "ret_", mixed.slice(0, 22)),
        "a service-role token": shape("eyJhbGciOiJIUzI1NiJ9.", "eyJyb2xlIjoic2VydmljZV9yb2xlIn0.", mixed),
        "a Supabase access token": shape("sbp", "_", hex.slice(0, 40)),
        "a webhook secret": shape("v1,whs", "ec_", mixed),
        "an API key of our own": shape("foyer", "_live_", `${mixed.slice(0, 8)}_${`${mixed}${mixed}`.slice(0, 38)}`),
        "a Resend key": shape("re", "_Zk3vQ9xT_", mixed.slice(0, 24)),
        "a Retell key": shape("ke", "y_", hex.slice(0, 28)),
        "a Twilio account": shape("A", "C", hex.slice(0, 32)),
        "a Twilio key": shape("S", "K", hex.slice(0, 32)),
        "a Stripe key": shape("sk_li", "ve_", mixed.slice(0, 24)),
        "an OpenAI key": shape("sk-pr", "oj-", mixed),
        "an Anthropic key": shape("sk-a", "nt-api03-", mixed),
        "an AWS key": shape("AK", "IAQ3EGXYZ5TUVWKLMN"),
        "an AWS secret": { "x.yml": `aws_secret_access_key: ${"wJalrXUtnFEMI/K7MDENG/bPxRfiCY"}${"zzTHEKEYAZ"}` },
        "a Google key": shape("AI", "za", mixed.slice(0, 35)),
        "a Google OAuth secret": shape("GOC", "SPX-", mixed.slice(0, 28)),
        "an Azure key": shape("Account", "Key=", mixed, mixed, "=="),
        "a GitHub token": shape("gh", "p_", mixed.slice(0, 36)),
        "a fine-grained GitHub token": shape("github", "_pat_", mixed, mixed),
        "a GitLab token": shape("gl", "pat-", mixed.slice(0, 20)),
        "an npm token": shape("np", "m_", mixed.slice(0, 36)),
        "a Slack token": shape("xo", "xb-", "17653672481-", mixed.slice(0, 24)),
        "a Slack hook": shape("https://hooks.slack", ".com/services/T01AB/B02CD/", mixed.slice(0, 24)),
        "a SendGrid key": shape("S", "G.", mixed.slice(0, 22), ".", mixed),
        "a Sentry token": shape("sntr", "ys_eyJ", mixed),
        "a Vercel token": shape("vc", "p_", mixed.slice(0, 24)),
        "an Upstash token": { ".env.example": `UPSTASH_REDIS_REST_TOKEN=A${mixed}=` },
        "a password in an address": shape(
          "postgresql://postgres.abc:",
          "hunter2hunter2",
          "@pooler.supabase.com:6543/postgres",
        ),
        "a scheduler's secret": { "vercel.json": `{ "CRON_SECRET": "${mixed}" }` },
        "a private key": { "docs/x.md": `-----BEGIN ${"RSA PRIVATE"} KEY-----` },
        "an OpenSSH key": { "x.txt": `-----BEGIN OPENSSH ${"PRIVATE KEY"}-----` },
        "a file of secrets": { ".env.production": "" },
        "a file of keys": { "certs/server.pem": "" },
        "a known vector in another place": { "lib/x.ts": `v1,whsec_${"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="}` },
        "an exception that covers nothing": { "scripts/check/supply/known-vectors.ts": "" },
      },
    },
  ],
  [
    workflows,
    {
      obeys: [
        workflow(),
        workflow([
          "timeout-minutes: 5",
          "timeout-minutes: 5\n    permissions:\n      contents: read\n      security-events: write",
        ]),
      ],
      breaks: {
        "an action by its tag": workflow([CHECKOUT, "actions/checkout@v7"]),
        "an action by its branch": workflow([CHECKOUT, "actions/checkout@main"]),
        "a commit nobody can tell the version of": workflow([" # v7.0.1", ""]),
        "no permissions": workflow(["permissions:\n  contents: read\n", ""]),
        "every permission": workflow(["permissions:\n  contents: read", "permissions: write-all"]),
        "every job may write": workflow(["contents: read", "contents: write"]),
        "a token left in the checkout": workflow(["persist-credentials: false", "fetch-depth: 0"]),
        "a stranger's change with our keys": workflow(["on: push", "on: pull_request_target"]),
        "a job without an end": workflow(["    timeout-minutes: 5\n", ""]),
        "a title as a script": workflow(["npm test", "echo $" + "{{ github.event.pull_request.title }}"]),
        "all secrets for another workflow": workflow(["test.yml", "test.yml\n    secrets: inherit"]),
        "a failure that does not count": workflow([
          "timeout-minutes: 5",
          "timeout-minutes: 5\n    continue-on-error: true",
        ]),
      },
    },
  ],
];
