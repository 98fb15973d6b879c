import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Operation } from "@/lib/http/operation";
import { operationOf } from "@/lib/http/operation";

/** A method of an address of the API, and what its wrapper knows of it; nothing for a handler that no wrapper described. */
export type FoundOperation = { method: string; address: string; operation: Operation | undefined };

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const API = "app/api/v1";

/** Every operation below /api/v1, from the routes themselves. */
export async function readOperations(root: string): Promise<FoundOperation[]> {
  const files = (await readdir(join(root, API), { recursive: true })).filter((file) => /(^|\/)route\.ts$/.test(file));
  const found: FoundOperation[] = [];
  for (const file of files.sort()) {
    const exported = (await import(join(root, API, file))) as Record<string, Parameters<typeof operationOf>[0]>;
    const address = `/api/v1/${file.replace(/\/?route\.ts$/, "")}`.replaceAll(/\[([^\]]+)\]/g, "{$1}");
    for (const method of METHODS) {
      const handler = exported[method];
      if (handler) found.push({ method, address, operation: operationOf(handler) });
    }
  }
  return found;
}

/** Those that say nothing of themselves. */
export function undocumented(found: readonly FoundOperation[]): string[] {
  return found.flatMap(({ method, address, operation }) =>
    operation?.docs ? [] : [`${method} ${address} says nothing of itself: give its wrapper \`docs\``],
  );
}
