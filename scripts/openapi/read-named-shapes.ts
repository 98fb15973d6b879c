import { glob } from "node:fs/promises";
import { join } from "node:path";
import { ApiKey, Limits, NewApiKey } from "@/lib/api-keys/schemas";

/** Shapes that the document names: every `answers.ts`, and what API keys are. */
export async function readNamedShapes(root: string): Promise<Record<string, unknown>> {
  const named: Record<string, unknown> = { ApiKey, NewApiKey, Limits };
  for await (const file of glob("lib/*/answers.ts", { cwd: root }))
    Object.assign(named, await import(join(root, file)));
  return named;
}
