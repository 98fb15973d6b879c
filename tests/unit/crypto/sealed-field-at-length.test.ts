import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { DataKey } from "@/lib/crypto/data-key";
import type { FieldAddress } from "@/lib/crypto/sealed-field";
import { newKey, processWithKeys } from "../../support/key-ring";
import { randomOf } from "../../support/random";

/** Promise S11 in figures; beside `sealed-field.test.ts`, because it takes its time. */
const address: FieldAddress = { orgId: "org-1", table: "agents", column: "secret_ciphertext", rowId: "row-1" };

let crypto: Awaited<ReturnType<typeof processWithKeys>>;
let ours: DataKey[];

beforeAll(async () => {
  crypto = await processWithKeys(`1:${newKey()},2:${newKey()}`);
  ours = [2, 1].map((version) => crypto.unwrapDataKey(crypto.makeDataKey("org-1", version)));
});

const newest = () => ours[0] as DataKey;

it("an encrypted column opens after none of 10,000 mutations and swaps", () => {
  const random = randomOf(7);
  const pick = (below: number) => Math.floor(random() * below);
  const prefix = "v2.2.";
  const bytesOf = (plain: string) =>
    Buffer.from(crypto.sealField(newest(), address, plain).slice(prefix.length), "base64url");
  const [bytes, other] = [
    bytesOf("a secret of some length, so that there is something to bend"),
    bytesOf("b".repeat(59)),
  ];
  for (let round = 0; round < 10_000; round++) {
    const bent = Buffer.from(bytes);
    const at = pick(bent.length);
    // Bytes of another sealed value under the same key, or any others; sometimes cut.
    if (round % 3 === 0 && at < bent.length - 1) other.copy(bent, at, at, at + 1 + pick(bent.length - at));
    if (bent.equals(bytes) || bent.equals(other) || round % 3 > 0) bent[at] = (bent[at] ?? 0) ^ (1 + pick(255));
    const cut = random() < 0.2 ? bent.subarray(0, pick(bent.length)) : bent;
    expect(cut.equals(other)).toBe(false);
    expect(() => crypto.openField(ours, address, prefix + cut.toString("base64url"))).toThrow(/cannot be read/);
  }
});

it("an encrypted column opens and seals at least 2,000 values of 20 kB a second", () => {
  const plain = randomBytes(10_000).toString("hex");
  // Time of the processor, not of the clock: other tests run beside this one.
  const began = process.cpuUsage();
  const rounds = 1_000;
  for (let round = 0; round < rounds; round++)
    crypto.openField(ours, address, crypto.sealField(newest(), address, plain));
  const { user, system } = process.cpuUsage(began);
  expect((2 * rounds) / ((user + system) / 1_000_000)).toBeGreaterThan(2_000);
});
