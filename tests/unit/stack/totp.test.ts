import { describe, expect, test } from "vitest";
import { isTotpCode, newTotpSecret, totpCode, totpUri } from "@/scripts/stack/auth/totp";

// RFC 6238, appendix B: the ASCII secret "12345678901234567890" in Base32, eight digits, seconds since 1970.
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const VECTORS: [number, string][] = [
  [59, "94287082"],
  [1111111109, "07081804"],
  [1111111111, "14050471"],
  [1234567890, "89005924"],
  [2000000000, "69279037"],
  [20000000000, "65353130"],
];

describe("time-based codes", () => {
  test.each(VECTORS)("at %i s the code is the one of RFC 6238", (seconds, code) => {
    expect(totpCode(SECRET, seconds * 1000, 8)).toBe(code);
  });

  test("a code holds one step earlier and later, and no further", () => {
    const at = 1_700_000_010_000;
    const code = totpCode(SECRET, at);
    expect([-60, -30, 0, 30, 60].map((seconds) => isTotpCode(SECRET, code, at + seconds * 1000))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  test.each(["", "12345", "abcdef", "0000000", "000000000000000"])("%j is no code", (code) => {
    expect(isTotpCode(SECRET, code, 1_700_000_010_000)).toBe(false);
  });

  test("a new secret is 160 random bits in Base32, and stands in the address of the QR code", () => {
    const [one, other] = [newTotpSecret(), newTotpSecret()];
    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(one).not.toBe(other);
    const uri = new URL(totpUri(one, "Foyer & Co", "dana@example.com"));
    expect(uri.searchParams.get("secret")).toBe(one);
    expect(uri.searchParams.get("issuer")).toBe("Foyer & Co");
    expect(decodeURIComponent(uri.pathname)).toContain("Foyer & Co:dana@example.com");
  });
});
