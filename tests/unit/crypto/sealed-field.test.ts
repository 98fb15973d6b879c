import { createSecretKey } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { DataKey } from "@/lib/crypto/data-key";
import { bindingOf, seal, unseal } from "@/lib/crypto/seal";
import type { FieldAddress } from "@/lib/crypto/sealed-field";
import { newKey, processWithKeys } from "../../support/key-ring";

const address: FieldAddress = { orgId: "org-1", table: "agents", column: "secret_ciphertext", rowId: "row-1" };
const kek = [newKey(), newKey()];

let crypto: Awaited<ReturnType<typeof processWithKeys>>;
let ours: DataKey[];

beforeAll(async () => {
  crypto = await processWithKeys(`1:${kek[0]},2:${kek[1]}`);
  ours = [2, 1].map((version) => crypto.unwrapDataKey(crypto.makeDataKey("org-1", version)));
});

const newest = () => ours[0] as DataKey;

/** Every way a sealed value could be presented somewhere else than where it was written. */
const moves: [string, Partial<FieldAddress>][] = [
  ["organization", { orgId: "org-2" }],
  ["table", { table: "credentials" }],
  ["column", { column: "other" }],
  ["row", { rowId: "row-2" }],
];

describe("an encrypted column", () => {
  it("opens where it was written, and is sealed under the organization's newest key", () => {
    const sealed = crypto.sealField(newest(), address, "key_live_ Ünïcode 👍");
    expect(sealed).toMatch(/^v2\.2\./);
    expect(sealed).not.toContain("key_live");
    expect(crypto.openField(ours, address, sealed)).toBe("key_live_ Ünïcode 👍");
  });

  it("opens with its own key among all of them, older and other organizations' ones", () => {
    const theirs = [1, 2].map((version) => crypto.unwrapDataKey(crypto.makeDataKey("org-2", version)));
    for (const key of ours) {
      const sealed = crypto.sealField(key, address, "secret");
      expect(crypto.openField([...theirs, ...ours], address, sealed)).toBe("secret");
      expect(crypto.openField([...ours].reverse(), address, sealed)).toBe("secret");
    }
  });

  it("is different every time: no random value of a thousand begins two", () => {
    const begins = Array.from({ length: 1_000 }, () => {
      const sealed = Buffer.from(seal(newest().key, bindingOf("here"), Buffer.from("secret")), "base64url");
      return sealed.subarray(0, 12).toString("hex");
    });
    expect(new Set(begins).size).toBe(1_000);
    expect(begins).not.toContain("0".repeat(24));
    expect(crypto.sealField(newest(), address, "secret")).not.toBe(crypto.sealField(newest(), address, "secret"));
  });

  it.each(moves)("does not open in another %s, though the key is at hand", (_, change) => {
    const sealed = crypto.sealField(newest(), address, "secret");
    const keys = ours.map((key) => ({ ...key, orgId: change.orgId ?? key.orgId }));
    expect(() => crypto.openField(keys, { ...address, ...change }, sealed)).toThrow(/cannot be read/);
  });

  it("does not open under another version of the key, nor with another organization's", () => {
    const sealed = crypto.sealField(newest(), address, "secret");
    expect(() => crypto.openField(ours, address, sealed.replace(/^v2\.2\./, "v2.1."))).toThrow(/cannot be read/);
    expect(() => crypto.openField(ours, address, sealed.replace(/^v2\.2\./, "v2.9."))).toThrow(/cannot be read/);
    expect(() => crypto.openField(ours, address, sealed.replace(/^v2\./, "v1."))).toThrow(/cannot be read/);
    const theirs = crypto.unwrapDataKey(crypto.makeDataKey("org-2", 2));
    expect(() => crypto.openField([theirs], address, sealed)).toThrow(/cannot be read/);
    expect(() => crypto.openField([{ ...theirs, orgId: "org-1" }], address, sealed)).toThrow(/cannot be read/);
    expect(() => crypto.sealField(theirs, address, "secret")).toThrow(/another organization's/);
  });

  it("would open anywhere with its key alone: what it is bound to is what refuses", () => {
    const unbound = Buffer.alloc(0);
    expect(unseal(newest().key, unbound, seal(newest().key, unbound, Buffer.from("secret"))).toString()).toBe("secret");
    const bound = seal(newest().key, bindingOf("org-1", "agents"), Buffer.from("secret"));
    expect(() => unseal(newest().key, bindingOf("org-1agents"), bound)).toThrow();
  });

  it("from before there were data keys still opens, at its own address only", () => {
    const key = createSecretKey(Buffer.from(kek[0] ?? "", "base64"));
    const binding = bindingOf(address.orgId, address.table, address.column, address.rowId, 1);
    const old = `v1.1.${seal(key, binding, Buffer.from("an old secret"))}`;
    expect(crypto.openField([], address, old)).toBe("an old secret");
    expect(() => crypto.openField([], { ...address, rowId: "row-2" }, old)).toThrow(/cannot be read/);
    expect(() => crypto.openField([], address, old.replace("v1.1.", "v1.2."))).toThrow(/cannot be read/);
  });
});

describe("a data key", () => {
  it("opens with the key that wrapped it, as the row it is", () => {
    const row = crypto.makeDataKey("org-1", 1);
    expect(row.kek_version).toBe(2);
    expect(crypto.unwrapDataKey(row).key.equals(crypto.unwrapDataKey(row).key)).toBe(true);
    for (const change of [{ org_id: "org-2" }, { version: 2 }, { kek_version: 1 }]) {
      expect(() => crypto.unwrapDataKey({ ...row, ...change })).toThrow();
    }
  });

  it("is the same key after another one wraps it, and then needs the old one no more", async () => {
    const before = await processWithKeys(`1:${kek[0]}`);
    const old = before.makeDataKey("org-1", 1);
    const sealed = before.sealField(before.unwrapDataKey(old), address, "kept");
    const both = await processWithKeys(`1:${kek[0]},2:${kek[1]}`);
    const rewrapped = both.rewrapDataKey(old);
    expect(rewrapped.kek_version).toBe(2);
    const after = await processWithKeys(`2:${kek[1]}`);
    expect(after.openField([after.unwrapDataKey(rewrapped)], address, sealed)).toBe("kept");
    expect(() => after.unwrapDataKey(old)).toThrow(/no key of version 1/);
  });

  it("does not open with another key under the same version", async () => {
    const row = crypto.makeDataKey("org-1", 1);
    const wrong = await processWithKeys(`2:${newKey()}`);
    expect(() => wrong.unwrapDataKey(row)).toThrow();
  });
});
