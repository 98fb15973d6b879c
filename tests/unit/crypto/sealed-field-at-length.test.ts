import { createDecipheriv, createSecretKey, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { DataKey } from "@/lib/crypto/data-key";
import { bindingOf, seal } from "@/lib/crypto/seal";
import type { FieldAddress } from "@/lib/crypto/sealed-field";
import { newKey, processWithKeys } from "../../support/key-ring";
import { randomOf } from "../../support/random";

/** Promise S11 in figures; beside `sealed-field.test.ts`, because it takes its time. */
const address: FieldAddress = { orgId: "org-1", table: "agents", column: "secret_ciphertext", rowId: "row-1" };
const ROUNDS = 10_000;

const kek = newKey();
let crypto: Awaited<ReturnType<typeof processWithKeys>>;
let ours: DataKey[];

beforeAll(async () => {
  crypto = await processWithKeys(`1:${kek},2:${newKey()}`);
  ours = [2, 1].map((version) => crypto.unwrapDataKey(crypto.makeDataKey("org-1", version)));
});

const newest = () => ours[0] as DataKey;
const words = (length: number) => "When would you like to come in? ".repeat(Math.ceil(length / 32)).slice(0, length);

/** From before there were data keys: nothing seals like this any more, and what was sealed so still opens. */
const sealOldest = (at: FieldAddress, plain: string) => {
  const binding = bindingOf(at.orgId, at.table, at.column, at.rowId, 1);
  return `v1.1.${seal(createSecretKey(Buffer.from(kek, "base64")), binding, Buffer.from(plain))}`;
};

/** Every form in which a value lies in a column: how it begins, how it is made, a text that takes it. */
const FORMS: [string, (at: FieldAddress, plain: string) => string, string][] = [
  ["v1.1.", sealOldest, words(59)],
  ["v2.2.", (at, plain) => crypto.sealField(newest(), at, plain), words(59)],
  ["v2.2.", (at, plain) => crypto.sealText(newest(), at, plain), words(599)],
  ["v3.2.", (at, plain) => crypto.sealText(newest(), at, plain), words(600)],
  ["v3.2.", (at, plain) => crypto.sealText(newest(), at, plain), randomBytes(4_000).toString("hex")],
];

const OTHERS = ["v1.1.", "v1.2.", "v2.1.", "v2.2.", "v3.1.", "v3.2.", "v4.2.", "v2.9."];
const elsewhere: Partial<FieldAddress>[] = [
  { orgId: "org-2" },
  { table: "calls" },
  { column: "other" },
  { rowId: "row-2" },
];

/** Bends sealed bytes, cuts them, puts parts of another value in, names another form or key, or asks at another place. */
function bending(prefix: string, [whole, other]: [Buffer, Buffer], pick: (below: number) => number) {
  return (round: number): { sealed: string; at: FieldAddress } => {
    // A whole value where it does not belong, or under another name.
    if (round % 10 === 0) return { sealed: prefix + text(whole), at: { ...address, ...elsewhere[pick(4)] } };
    if (round % 10 === 1) {
      const names = OTHERS.filter((name) => name !== prefix);
      return { sealed: `${names[pick(names.length)]}${text(whole)}`, at: address };
    }
    const bent = Buffer.from(whole);
    const from = pick(Math.min(bent.length, other.length));
    if (round % 3 === 0 && from < bent.length - 1) other.copy(bent, from, from, from + 1 + pick(bent.length - from));
    // What a swap made whole again, and what was not swapped, is bent.
    if (bent.equals(whole) || bent.equals(other) || round % 3 > 0) {
      const at = pick(bent.length);
      bent[at] = (bent[at] ?? 0) ^ (1 + pick(255));
    }
    const cut = pick(5) === 0 ? bent.subarray(0, pick(bent.length)) : bent;
    return { sealed: prefix + text(cut), at: address };
  };
}

const text = (bytes: Buffer) => bytes.toString("base64url");

/** How many of ten thousand altered or moved values an opener opens. */
function opened(form: (typeof FORMS)[number], open: (sealed: string, at: FieldAddress) => unknown): number {
  const [prefix, make, plain] = form;
  const random = randomOf(7);
  const bytesOf = (given: string) => {
    const sealed = make(address, given);
    expect(sealed.startsWith(prefix)).toBe(true);
    return Buffer.from(sealed.slice(prefix.length), "base64url");
  };
  const pick = (below: number) => Math.floor(random() * below);
  const next = bending(prefix, [bytesOf(plain), bytesOf(plain.replaceAll(/[a-z]/g, "b"))], pick);
  let count = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { sealed, at } = next(round);
    try {
      open(sealed, at);
      count += 1;
    } catch (error) {
      expect(String(error)).toMatch(/cannot be read/);
    }
  }
  return count;
}

const keysFor = ({ orgId }: FieldAddress) => ours.map((key) => ({ ...key, orgId }));

describe("an encrypted column opens after none of 10,000 mutations, swaps and moves", () => {
  it.each(FORMS.map((form, at) => [`${form[0]} of ${form[2].length} characters`, at] as const))("%s", (_, at) => {
    const form = FORMS[at] as (typeof FORMS)[number];
    expect(opened(form, (sealed, where) => crypto.openField(keysFor(where), where, sealed))).toBe(0);
  });

  it("control: the same sweep opens most of them where nobody looks at the tag", () => {
    const careless = (sealed: string) => {
      const bytes = Buffer.from(sealed.split(".")[2] ?? "", "base64url");
      const decipher = createDecipheriv("aes-256-gcm", newest().key, bytes.subarray(0, 12), { authTagLength: 16 });
      return decipher.update(bytes.subarray(28));
    };
    const count = opened(FORMS[1] as (typeof FORMS)[number], (sealed) => {
      try {
        return careless(sealed);
      } catch {
        throw new Error("cannot be read");
      }
    });
    expect(count).toBeGreaterThan(ROUNDS / 2);
  });
});

it("a wrapped data key unwraps after none of 10,000 mutations and swaps", () => {
  const random = randomOf(11);
  const pick = (below: number) => Math.floor(random() * below);
  const [row, other] = [crypto.makeDataKey("org-1", 1), crypto.makeDataKey("org-1", 1)];
  const [whole, foreign] = [row, other].map((each) => Buffer.from(each.wrapped_key, "base64url")) as [Buffer, Buffer];
  const changes = [{ org_id: "org-2" }, { version: 2 }, { kek_version: 1 }, { kek_version: 3 }];
  for (let round = 0; round < ROUNDS; round++) {
    const bent = Buffer.from(whole);
    const at = pick(bent.length - 1);
    if (round % 3 === 0) foreign.copy(bent, at, at, at + 1 + pick(bent.length - at - 1));
    if (bent.equals(whole) || bent.equals(foreign) || round % 3 > 0) bent[at] = (bent[at] ?? 0) ^ (1 + pick(255));
    const cut = pick(5) === 0 ? bent.subarray(0, pick(bent.length)) : bent;
    const given = round % 10 === 0 ? { ...row, ...changes[pick(4)] } : { ...row, wrapped_key: text(cut) };
    expect(() => crypto.unwrapDataKey(given)).toThrow();
  }
  expect(crypto.unwrapDataKey(row).key.symmetricKeySize).toBe(32);
});

describe("at least 2,000 values of 20 kB a second are opened and sealed", () => {
  const rounds = 1_000;
  const perSecond = (make: (plain: string) => string, plain: string) => {
    // Time of the processor, not of the clock: other tests run beside this one.
    const began = process.cpuUsage();
    for (let round = 0; round < rounds; round++) crypto.openField(ours, address, make(plain));
    const { user, system } = process.cpuUsage(began);
    return (2 * rounds) / ((user + system) / 1_000_000);
  };

  it("as they are (v2)", () => {
    const plain = randomBytes(10_000).toString("hex");
    expect(perSecond((each) => crypto.sealField(newest(), address, each), plain)).toBeGreaterThan(2_000);
  });

  it("packed (v3), of words as they are spoken", () => {
    const plain = randomWords(20_000);
    expect(crypto.sealText(newest(), address, plain)).toMatch(/^v3\./);
    expect(perSecond((each) => crypto.sealText(newest(), address, each), plain)).toBeGreaterThan(2_000);
  });
});

/** Text that packs about as well as a conversation does: common words in an order that does not repeat. */
function randomWords(length: number): string {
  const random = randomOf(3);
  const common =
    "the appointment is on tuesday at nine and you may bring your card or call us again if that does not suit";
  const list = common.split(" ");
  let made = "";
  while (made.length < length) made += `${list[Math.floor(random() * list.length)]} `;
  return made.slice(0, length);
}
