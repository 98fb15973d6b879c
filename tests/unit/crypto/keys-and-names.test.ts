import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { equalInConstantTime } from "@/lib/crypto/compare";
import { seal, unseal } from "@/lib/crypto/seal";
import { setEnvironment } from "../../support/environment";
import { newKey, processWithKeys } from "../../support/key-ring";

const LOOKUP_KEY = "0123456789abcdef".repeat(4);

beforeEach(() => {
  setEnvironment({ LOOKUP_KEY });
  vi.resetModules();
});

describe("texts compared in constant time", () => {
  test("are equal only when they are the same, whatever their lengths", () => {
    expect(equalInConstantTime("secret", "secret")).toBe(true);
    for (const other of ["secreT", "secret ", "secre", "s", "secretsecret"])
      expect(equalInConstantTime(other, "secret"), other).toBe(false);
  });

  test("never equal nothing: an empty secret opens for nobody", () => {
    expect(equalInConstantTime("", "")).toBe(false);
    expect(equalInConstantTime("", "secret")).toBe(false);
    expect(equalInConstantTime("secret", "")).toBe(false);
  });
});

describe("a keyed name", () => {
  test("is HMAC-SHA256 of its purpose and what it stands for: equal in every process, another for another purpose or key", async () => {
    const { lookupOf, tokenHash } = await import("@/lib/crypto/lookup");
    const expected = createHmac("sha256", LOOKUP_KEY).update("unlock\nabc").digest("hex");
    expect(lookupOf("unlock", "abc")).toBe(expected);
    expect(lookupOf("attempts", "abc")).not.toBe(expected);
    expect(lookupOf("unlock", "abd")).not.toBe(expected);
    expect(tokenHash("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  test("for Redis is half of the hash that a rate limit is looked up by, on servers and at the edge", async () => {
    const { lookupOf } = await import("@/lib/crypto/lookup");
    const { nameForRedis } = await import("@/lib/crypto/name-for-redis");
    for (let n = 0; n < 40; n++) {
      const name = await nameForRedis(`203.0.113.${n}`);
      expect(name).toMatch(/^[0-9a-f]{32}$/);
      expect(lookupOf("rate_limit", `203.0.113.${n}`).slice(0, 32)).toBe(name);
    }
  });
});

describe("the ring of key-encryption keys", () => {
  test("wraps with the greatest version, wherever it stands, and knows which versions it holds", async () => {
    const keys = [newKey(), newKey(), newKey()];
    await processWithKeys(`2:${keys[0]},10:${keys[1]},9:${keys[2]}`);
    const { hasKeyVersion, keyEncryptionKey, newestKeyVersion } = await import("@/lib/crypto/key-ring");
    expect(newestKeyVersion()).toBe(10);
    expect([2, 9, 10].map((version) => keyEncryptionKey(version).export().toString("base64"))).toEqual([
      keys[0],
      keys[2],
      keys[1],
    ]);
    expect([1, 2, 9, 10, 11].filter(hasKeyVersion)).toEqual([2, 9, 10]);
    expect(() => keyEncryptionKey(1)).toThrow("FIELD_ENCRYPTION_KEYS has no key of version 1");
  });

  test("is read once for an environment, and anew for another", async () => {
    await processWithKeys(`1:${newKey()}`);
    const { env } = await import("@/lib/env");
    const ring = await import("@/lib/crypto/key-ring");
    expect(ring.keyEncryptionKey(1)).toBe(ring.keyEncryptionKey(1));
    env().FIELD_ENCRYPTION_KEYS = `1:${newKey()},3:${newKey()}`;
    expect(ring.newestKeyVersion()).toBe(3);
  });
});

describe("sealed bytes", () => {
  const bound = Buffer.from("where it lives");

  test("hold a random value, a tag of sixteen bytes and the text's length, no more", async () => {
    const { dataKey } = await aDataKey();
    const sealed = Buffer.from(seal(dataKey.key, bound, Buffer.from("secret")), "base64url");
    expect(sealed).toHaveLength(12 + 16 + 6);
    const again = Buffer.from(seal(dataKey.key, bound, Buffer.from("secret")), "base64url");
    expect(again.subarray(0, 12).equals(sealed.subarray(0, 12))).toBe(false);
  });

  test("of an empty text open to an empty text, and one byte fewer is too short to be anything", async () => {
    const { dataKey } = await aDataKey();
    const sealed = seal(dataKey.key, bound, Buffer.alloc(0));
    expect(unseal(dataKey.key, bound, sealed)).toHaveLength(0);
    const cut = Buffer.from(sealed, "base64url").subarray(0, -1).toString("base64url");
    expect(() => unseal(dataKey.key, bound, cut)).toThrow("too short to have been sealed");
    expect(() => unseal(dataKey.key, bound, "")).toThrow("too short to have been sealed");
  });
});

describe("a long text", () => {
  const address = { orgId: "org-1", table: "calls", column: "party_ciphertext", rowId: "row-1" };

  test("is packed from 600 bytes on, opens again, and only where it was written", async () => {
    const { dataKey, crypto } = await aDataKey();
    const [short, long] = ["é".repeat(299), "é".repeat(300)];
    expect(crypto.sealText(dataKey, address, short)).toMatch(/^v2\.1\./);
    const sealed = crypto.sealText(dataKey, address, long);
    expect(sealed).toMatch(/^v3\.1\./);
    expect(sealed.length).toBeLessThan(150);
    expect(crypto.openField([dataKey], address, sealed)).toBe(long);
    expect(crypto.openField([dataKey], address, crypto.sealText(dataKey, address, short))).toBe(short);
    for (const wrong of [
      { ...address, rowId: "row-2" },
      { ...address, column: "analysis_ciphertext" },
    ])
      expect(() => crypto.openField([dataKey], wrong, sealed)).toThrow(/cannot be read/);
    // What is packed is bound as packed: it does not open as plain, nor plain as packed.
    expect(() => crypto.openField([dataKey], address, sealed.replace("v3.", "v2."))).toThrow(/cannot be read/);
    const plain = crypto.sealField(dataKey, address, "x");
    expect(() => crypto.openField([dataKey], address, plain.replace("v2.", "v3."))).toThrow(/cannot be read/);
  });

  test("is not sealed with another organization's key", async () => {
    const { crypto } = await aDataKey();
    const theirs = crypto.unwrapDataKey(crypto.makeDataKey("org-2", 1));
    expect(() => crypto.sealText(theirs, address, "long ".repeat(200))).toThrow(/another organization's/);
  });

  test("says which data key it needs; what is no sealed field needs none and opens never", async () => {
    const { dataKey, crypto } = await aDataKey();
    expect(crypto.dataKeyVersionOf("v2.12.abc")).toBe(12);
    expect(crypto.dataKeyVersionOf("v3.7.abc")).toBe(7);
    for (const other of ["v1.1.abc", "v4.1.abc", "v2.x.abc", "v2.1.", "xv2.1.abc", "v2.1.abc=", "plain", ""]) {
      expect(crypto.dataKeyVersionOf(other), other).toBeUndefined();
      expect(() => crypto.openField([dataKey], address, other), other).toThrow(/cannot be read/);
    }
    const error = crypto.unreadable();
    expect([error.code, error.message]).toEqual([
      "not_configured",
      "A stored secret cannot be read with the configured keys. Save it again.",
    ]);
  });
});

async function aDataKey() {
  const crypto = await processWithKeys(`1:${newKey()}`);
  return { crypto, dataKey: crypto.unwrapDataKey(crypto.makeDataKey("org-1", 1)) };
}
