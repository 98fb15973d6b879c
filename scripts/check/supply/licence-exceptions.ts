/** Terms that ask for nothing but their notice: fine everywhere, without a word. SPDX names. */
export const ALLOWED_LICENCES: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);

export type LicenceException = {
  /** A package, or with a trailing `*` all whose names begin so. */
  package: string;
  /** What the lockfile says today; undefined when the publisher says nothing. Other terms are a new decision. */
  licence: string | undefined;
  /** Never part of what is deployed. */
  devOnly?: true;
  reason: string;
};

export const LICENCE_EXCEPTIONS: readonly LicenceException[] = [
  {
    package: "axe-core",
    licence: "MPL-2.0",
    devOnly: true,
    reason: "tests only; MPL asks for its own files' source, and they are unchanged",
  },
  {
    package: "lightningcss*",
    licence: "MPL-2.0",
    reason: "the CSS compiler of a build, unchanged; its output is not under its terms",
  },
  {
    package: "@img/sharp-libvips-*",
    licence: "LGPL-3.0-or-later",
    reason: "optional, dynamically loaded and unchanged; images are served unoptimized, so it never runs",
  },
  {
    package: "@img/sharp-w*",
    licence: "Apache-2.0 AND LGPL-3.0-or-later",
    reason: "as @img/sharp-libvips, for Windows",
  },
  {
    package: "@img/sharp-wasm32",
    licence: "Apache-2.0 AND LGPL-3.0-or-later AND MIT",
    reason: "as @img/sharp-libvips, for browsers",
  },
  { package: "caniuse-lite", licence: "CC-BY-4.0", reason: "a table of browsers, credited by its own package" },
  {
    package: "geist",
    licence: "SIL OPEN FONT LICENSE",
    reason: "OFL-1.1 under a name of its own: a font may be served and embedded, not sold alone",
  },
  {
    package: "sentry",
    licence: "FSL-1.1-Apache-2.0",
    reason: "the uploader of source maps, for a build's own use; forbids only a competing product",
  },
  {
    package: "@echogarden/espeak-ng-emscripten",
    licence: "GPL-3.0",
    devOnly: true,
    reason: "speaks the vendor sandbox's calls on the developer's machine; never deployed or passed on",
  },
  {
    package: "@vapi-ai/server-sdk",
    licence: undefined,
    devOnly: true,
    reason: "the vendor's own client, against which tests hold our sandbox; never deployed",
  },
];
