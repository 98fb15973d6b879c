import { hash } from "node:crypto";

/** Short hash of a JSON value, for deduplication keys of deliveries to which the vendor gave no id. */
export function contentHash(value: unknown): string {
  return hash("sha256", JSON.stringify(value) ?? "").slice(0, 32);
}
