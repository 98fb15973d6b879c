import { describe, expect, test } from "vitest";
import { blindIndex } from "@/lib/phi/blind-index";
import { makeVault } from "../../support/vault";

const vault = makeVault();

// Promise S12.
describe("a blind index", () => {
  test("is equal for all spellings of one number, and different for another number", () => {
    const spellings = [
      "+15125550123",
      "(512) 555-0123",
      "512.555.0123",
      "1 512 555 0123",
      "001 512 555 0123",
      "+1 (512) 555-0123",
    ];
    const hashes = new Set(spellings.map((number) => blindIndex(vault, "number", number)));
    expect(hashes.size).toBe(1);
    expect(hashes).not.toContain(blindIndex(vault, "number", "+15125550124"));
    expect(blindIndex(vault, "number", "+442079460958")).toBe(blindIndex(vault, "number", "0044 20 7946 0958"));
  });

  test("is equal for all spellings of one e-mail address", () => {
    const hashes = [" Ana.Gomez@Example.com", "ana.gomez@example.com"].map((email) =>
      blindIndex(vault, "email", email),
    );
    expect(new Set(hashes).size).toBe(1);
  });

  test("is another one in every organization and for every kind of value", () => {
    const other = makeVault();
    expect(blindIndex(vault, "number", "+15125550123")).not.toBe(blindIndex(other, "number", "+15125550123"));
    expect(blindIndex(vault, "number", "0123")).not.toBe(blindIndex(vault, "number_ending", "0123"));
    expect(blindIndex(vault, "term", "0123")).not.toBe(blindIndex(vault, "number_ending", "0123"));
    // The negative control: with one key for all, organizations would share their hashes.
    const shared = { ...other, index: vault.index };
    expect(blindIndex(shared, "number", "+15125550123")).toBe(blindIndex(vault, "number", "+15125550123"));
  });

  test("there is none without a key", () => {
    expect(blindIndex({ index: null }, "number", "+15125550123")).toBeNull();
  });
});
