/** The oldest version without a known hole, and the advisory that says so. */
export type Floor = {
  package: string;
  /** One per maintained major line, ascending; a newer major than all of them is fine, an older one is not. */
  floors: readonly [string, ...string[]];
  /** At https://github.com/advisories/<id>. */
  advisory: `GHSA-${string}`;
  hole: string;
};

/**
 * Enforced offline on every copy in the lockfile, nested ones too; `npm audit` in hosted CI finds what is newer than this
 * file, and whoever raises a version for its sake raises the floor here.
 */
export const FLOORS: readonly Floor[] = [
  // 16.3.3 mends it; 16.4.6 and 19.3.1 are the oldest this product was tested with.
  { package: "next", floors: ["16.4.6"], advisory: "GHSA-2xp9-vwfh-vxw4", hole: "code execution by an image" },
  { package: "react", floors: ["19.3.1"], advisory: "GHSA-wx67-qw84-cm4g", hole: "server components exhausted" },
  { package: "react-dom", floors: ["19.3.1"], advisory: "GHSA-wx67-qw84-cm4g", hole: "server components exhausted" },
  {
    package: "@hono/node-server",
    floors: ["1.19.13", "2.0.0"],
    advisory: "GHSA-92pp-h63x-v22m",
    hole: "bypass by slashes",
  },
  {
    package: "@sentry/node-core",
    floors: ["10.27.0"],
    advisory: "GHSA-6465-jgvq-jhgp",
    hole: "headers leak into reports",
  },
  {
    package: "@supabase/auth-js",
    floors: ["2.70.0"],
    advisory: "GHSA-8r88-6cj9-9fh5",
    hole: "path of an unchecked id",
  },
  { package: "brace-expansion", floors: ["5.0.9"], advisory: "GHSA-rgw5-rvv9-x895", hole: "memory exhausted" },
  { package: "braces", floors: ["3.0.3"], advisory: "GHSA-grv7-fg5c-xmjg", hole: "memory exhausted" },
  { package: "cookie", floors: ["0.7.0"], advisory: "GHSA-pxg6-pf52-xh8x", hole: "out-of-bounds characters" },
  { package: "esbuild", floors: ["0.25.0"], advisory: "GHSA-67mh-4wv8-2f99", hole: "any site reads the dev server" },
  { package: "form-data", floors: ["4.0.4"], advisory: "GHSA-fjxv-7rqg-78g4", hole: "guessable boundary" },
  { package: "glob", floors: ["10.5.0", "11.1.0"], advisory: "GHSA-5j98-mcp5-4vw2", hole: "command injection" },
  { package: "hono", floors: ["4.12.25"], advisory: "GHSA-88fw-hqm2-52qc", hole: "CORS reflects any origin" },
  { package: "jose", floors: ["4.15.5"], advisory: "GHSA-hhhv-q57g-882q", hole: "compressed token exhausts" },
  { package: "js-yaml", floors: ["4.3.0"], advisory: "GHSA-5p4m-2wfm-xmqj", hole: "quadratic parsing" },
  { package: "kysely", floors: ["0.28.14"], advisory: "GHSA-8cpq-38p9-67gx", hole: "SQL injection by literals" },
  { package: "micromatch", floors: ["4.0.8"], advisory: "GHSA-952p-6rrq-rcjv", hole: "quadratic matching" },
  { package: "nanoid", floors: ["3.3.17"], advisory: "GHSA-2v37-7h3g-55p8", hole: "predictable ids" },
  { package: "nodemailer", floors: ["9.1.1"], advisory: "GHSA-2x7j-588g-ccc2", hole: "address parser exhausted" },
  { package: "playwright", floors: ["1.55.1"], advisory: "GHSA-7mvr-c777-76hp", hole: "unverified browser download" },
  { package: "postcss", floors: ["8.5.23"], advisory: "GHSA-fxqj-rqcc-2cmp", hole: "source maps of elsewhere read" },
  { package: "rollup", floors: ["4.22.4"], advisory: "GHSA-gcx4-mw62-g8wm", hole: "script by clobbered DOM" },
  {
    package: "semver",
    floors: ["5.7.2", "6.3.1", "7.5.2"],
    advisory: "GHSA-c2qf-rxjj-qqgw",
    hole: "quadratic parsing",
  },
  { package: "sharp", floors: ["0.35.0"], advisory: "GHSA-f88m-g3jw-g9cj", hole: "holes of libvips" },
  { package: "tmp", floors: ["0.2.6"], advisory: "GHSA-ph9p-34f9-6g65", hole: "writes through links" },
  { package: "vite", floors: ["6.4.3", "8.0.0"], advisory: "GHSA-fx2h-pf6j-xcff", hole: "dev server reads any file" },
  { package: "vitest", floors: ["3.0.5"], advisory: "GHSA-9crc-q9x8-hgqq", hole: "any site runs code by its API" },
  { package: "ws", floors: ["8.21.0"], advisory: "GHSA-96hv-2xvq-fx4p", hole: "memory exhausted" },
];

/** Releases with planted malware: never, whatever the range says. */
export const COMPROMISED: Readonly<Record<string, readonly string[]>> = {
  "ansi-regex": ["6.2.1"],
  "ansi-styles": ["6.2.2"],
  axios: ["1.14.1", "0.30.4"],
  chalk: ["5.6.1"],
  "color-convert": ["3.1.1"],
  "color-name": ["2.0.1"],
  debug: ["4.4.2"],
  "error-ex": ["1.3.3"],
  "is-arrayish": ["0.3.3"],
  "strip-ansi": ["7.1.1"],
  "supports-color": ["10.2.1"],
  "wrap-ansi": ["9.0.1"],
};
