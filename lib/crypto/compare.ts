import { hash, timingSafeEqual } from "node:crypto";

/** Compares two strings in constant time, whatever their lengths. Empty never equals anything. */
export function equalInConstantTime(given: string, expected: string): boolean {
  if (given === "" || expected === "") return false;
  return timingSafeEqual(hash("sha256", given, "buffer"), hash("sha256", expected, "buffer"));
}
