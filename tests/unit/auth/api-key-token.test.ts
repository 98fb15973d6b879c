import fc from "fast-check";
import { expect, test } from "vitest";
import { isApiKeyToken, newApiKeyToken } from "@/lib/auth/api-key-token";
import { SECRET_SHAPES } from "@/scripts/check/supply/secret-shapes";

const ALPHABET = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"];

test("a key is whole, and with one character changed, lost or doubled it is not", () => {
  const tokens = Array.from({ length: 50 }, () => newApiKeyToken().token);
  for (const token of tokens) expect(isApiKeyToken(token)).toBe(true);
  fc.assert(
    fc.property(
      fc.constantFrom(...tokens),
      fc.nat(57),
      fc.constantFrom(...ALPHABET),
      fc.constantFrom("change", "lose", "double"),
      (token, at, character, how) => {
        const rest = { change: at + 1, lose: at + 1, double: at }[how];
        const spoilt = `${token.slice(0, at)}${how === "lose" ? "" : character}${token.slice(rest)}`;
        fc.pre(spoilt !== token);
        expect(isApiKeyToken(spoilt)).toBe(false);
      },
    ),
    { numRuns: 10_000 },
  );
});

test("a key inside a longer text is none", () => {
  const { token } = newApiKeyToken();
  for (const text of [`x${token}`, ` ${token}`, `${token}x`, `${token}\n`, `${token}${token}`])
    expect(isApiKeyToken(text), text).toBe(false);
});

test("what is shown of a key is where it begins and its last four characters", () => {
  const { token, prefix, last_four } = newApiKeyToken();
  expect(token.startsWith(`foyer_live_${prefix}_`)).toBe(true);
  expect([prefix.length, last_four.length]).toEqual([8, 4]);
  expect(token.endsWith(last_four)).toBe(true);
});

test("no two keys are alike, and none tells of another", () => {
  const made = Array.from({ length: 2_000 }, () => newApiKeyToken());
  expect(new Set(made.map(({ token }) => token)).size).toBe(2_000);
  expect(new Set(made.map(({ prefix }) => prefix)).size).toBe(2_000);
});

test("a scan for secrets finds a key by its shape", () => {
  const { token } = newApiKeyToken();
  const found = SECRET_SHAPES.filter(({ pattern }) => `const key = "${token}";`.match(pattern)?.includes(token));
  expect(found.map(({ name }) => name)).toEqual(["API key of our own"]);
});
