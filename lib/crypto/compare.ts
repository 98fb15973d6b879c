import { createHash, timingSafeEqual } from "node:crypto";

/** Compares two strings in constant time, whatever their lengths. Empty never equals anything. */
export function equalInConstantTime(given: string, expected: string): boolean {
  if (given === "" || expected === "") return false;
  return timingSafeEqual(createHash("sha256").update(given).digest(), createHash("sha256").update(expected).digest());
}
