import { importsOf, resolveImport } from "./imports";
import { codeIn, linesMatching, type Problem, type Rule, type Tree } from "./tree";

/** Who may name a column that holds a secret's ciphertext. */
const SECRET = /^lib\/(credentials|crypto)\/|^lib\/phi\/vault\.ts$|^lib\/db\/database\.ts$/;
/** Who may name the other ciphertexts: health data is opened and sealed by lib/phi, and merged by ingest as it is. */
const CIPHERTEXT =
  /^lib\/(credentials|crypto|phi)\/|^lib\/http\/idempotency\.ts$|^lib\/ingest\/(delivery|facets|merge-sql)\.ts$|^lib\/db\/database\.ts$/;
/** Who may open or seal a field. */
const OPENERS = /^lib\/(credentials|crypto|phi)\//;
const DOORS = /^lib\/crypto\/(encrypt-field|decrypt-field|sealed-field|seal|data-key|read-data-keys|writing-key)$/;
/** Who may read the table of wrapped data keys. */
const KEEPERS = /^lib\/(crypto|keys)\/|^lib\/phi\/vault\.ts$|^lib\/db\/database\.ts$|^lib\/cache\/namespaces\.ts$/;
/** The job of a rotation adds a data key and asks which there are; it opens nothing. */
const EXCEPTIONS: Record<string, RegExp> = {
  "lib/keys/jobs/rotate-keys.ts": /^lib\/crypto\/(read-data-keys|writing-key)$/,
  // Answers kept for a repeated request are encrypted whatever they hold.
  "lib/http/idempotency.ts": /^lib\/crypto\/(encrypt-field|decrypt-field|sealed-field)$/,
};

/** A secret is opened in lib/credentials alone, health data in lib/phi: whoever needs one asks there, and every use is seen. */
export const sealedColumns: Rule = {
  name: "only lib/credentials opens a secret",
  check: (tree) =>
    codeIn(tree, ["app", "lib", "emails", "middleware.ts", "instrumentation.ts"]).flatMap((file) => [
      ...named(tree, file, /\bsecret_ciphertext\b/, SECRET, "names a secret's ciphertext; ask lib/credentials"),
      ...named(tree, file, /_ciphertext\b/, CIPHERTEXT, "names a ciphertext column; ask lib/credentials or lib/phi"),
      ...named(tree, file, /\bdata_keys\b/, KEEPERS, "reads the data keys; lib/crypto does that"),
      ...imported(tree, file),
    ]),
};

function named(tree: Tree, file: string, words: RegExp, allowed: RegExp, message: string): Problem[] {
  if (allowed.test(file)) return [];
  return linesMatching(tree.read(file), words).map(({ line }) => ({ file, line, message }));
}

function imported(tree: Tree, file: string): Problem[] {
  if (OPENERS.test(file)) return [];
  return importsOf(tree.read(file)).flatMap(({ line, from }) => {
    const target = resolveImport(file, from)?.replace(/\.ts$/, "") ?? "";
    if (!DOORS.test(target) || EXCEPTIONS[file]?.test(target)) return [];
    return [{ file, line, message: `opens or seals fields itself (${target}); ask lib/credentials` }];
  });
}
