import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildDocument, type OpenApi } from "./build-document";
import { readNamedShapes } from "./read-named-shapes";
import { readOperations } from "./read-operations";

/** Where the document is committed: what integrators were promised. */
export const DOCUMENT = "docs/openapi.json";

/** The document as the routes make it now. */
export async function documentOf(root: string): Promise<OpenApi> {
  return buildDocument(await readOperations(root), await readNamedShapes(root));
}

export function textOf(document: object): string {
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** The document as it is committed; nothing when there is none yet. */
export async function committedDocument(root: string): Promise<OpenApi | undefined> {
  const text = await readFile(join(root, DOCUMENT), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as OpenApi);
}
