import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { breakingChanges } from "./openapi/breaking-changes";
import { committedDocument, DOCUMENT, documentOf, textOf } from "./openapi/document";
import { readOperations, undocumented } from "./openapi/read-operations";

/**
 * Writes docs/openapi.json from the routes. Refuses what would break a program that relies on the committed document;
 * `--break` writes it all the same, and then the commit has to say why and to whom it was told.
 */
const root = join(import.meta.dirname, "..");
const silent = undocumented(await readOperations(root));
const next = await documentOf(root);
const before = await committedDocument(root);
const broken = before ? breakingChanges(before, next) : [];
for (const line of [...silent, ...broken]) console.error(`✗ ${line}`);
if (silent.length > 0 || (broken.length > 0 && !process.argv.includes("--break"))) process.exit(1);
await writeFile(join(root, DOCUMENT), textOf(next));
console.log(`${DOCUMENT}: ${Object.values(next.paths).flatMap((path) => Object.keys(path)).length} operations`);
process.exit(0);
