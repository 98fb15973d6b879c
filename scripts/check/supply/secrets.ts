import { createHash } from "node:crypto";
import type { Problem, Rule } from "../tree";
import { KNOWN_VECTORS } from "./known-vectors";
import { SECRET_SHAPES } from "./secret-shapes";

const HERE = "scripts/check/supply/known-vectors.ts";
const BINARY = /\.(png|jpe?g|webp|avif|gif|ico|woff2?|ttf|wav|mp3|pdf|zip|gz|wasm)$/i;

/** Counting digits, one character over and over, our own placeholder, the name and password of every manual: nobody's secret. */
const NOBODYS = /0123456789|(.)\1{15}|change-me|:\/\/user:pass(?:word)?@/;

/** A secret's shape in a text: where, what, and its fingerprint. */
export type FoundSecret = { line: number; name: string; sha256: string };

/** No file of the tree holds a secret, nor a file in which people keep them. */
export const secrets: Rule = {
  name: "no secret is in the tree",
  check(tree) {
    const problems: Problem[] = [];
    const seen = new Set<string>();
    for (const file of tree.files) {
      if (/(^|\/)\.env(\.[\w.]+)?$/.test(file) && file !== ".env.example")
        problems.push({ file, message: "a file of secrets; it belongs beside the tree" });
      if (/\.(pem|p12|pfx|key|jks|keystore)$|(^|\/)id_(rsa|dsa|ecdsa|ed25519)$/.test(file))
        problems.push({ file, message: "a file of keys" });
      if (BINARY.test(file)) continue;
      for (const { line, name, sha256 } of findSecrets(tree.read(file))) {
        const known = KNOWN_VECTORS.some((vector) => vector.file === file && vector.sha256 === sha256);
        if (known) seen.add(file + sha256);
        // The value itself must not reach a log of CI.
        else problems.push({ file, line, message: `${name} (sha256 ${sha256}…)` });
      }
    }
    const stale = tree.has(HERE) ? KNOWN_VECTORS.filter(({ file, sha256 }) => !seen.has(file + sha256)) : [];
    return [...problems, ...stale.map((one) => ({ file: HERE, message: `${one.file} ${one.sha256} is not there` }))];
  },
};

/** Every secret's shape in a text. */
export function findSecrets(text: string): FoundSecret[] {
  return text.split("\n").flatMap((content, index) =>
    SECRET_SHAPES.flatMap(({ name, pattern }) =>
      [...content.matchAll(pattern)]
        .filter(([value]) => !NOBODYS.test(value))
        .map(([value]) => ({
          line: index + 1,
          name,
          sha256: createHash("sha256").update(value).digest("hex").slice(0, 16),
        })),
    ),
  );
}
