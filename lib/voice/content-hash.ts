import { createHash } from "node:crypto";

/** Short hash of a JSON value, for deduplication keys of deliveries to which the vendor gave no id. */
export function contentHash(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(value) ?? "")
    .digest("hex")
    .slice(0, 32);
}
