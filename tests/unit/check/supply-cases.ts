import { FLOORS } from "../../../scripts/check/supply/floors";
import { installScripts } from "../../../scripts/check/supply/install-scripts";
import { licences } from "../../../scripts/check/supply/licences";
import { lockedPackagesRule } from "../../../scripts/check/supply/locked-packages";
import { versionFloors } from "../../../scripts/check/supply/version-floors";
import type { RuleCase } from "./rule-case";
import { secretCase } from "./secret-case";
import { workflowCase } from "./workflow-case";

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
  secretCase,
  workflowCase,
];
