import type { Factor } from "./factor-store";

/** A factor as it leaves the auth server: without its secret. */
export function publicFactor({ id, created_at, updated_at, status, friendly_name, factor_type }: Factor) {
  return { id, created_at, updated_at, status, friendly_name, factor_type };
}
