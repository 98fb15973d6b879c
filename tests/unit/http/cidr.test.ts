import fc from "fast-check";
import { expect, test } from "vitest";
import { isWithin } from "@/lib/http/cidr";
import { Cidr } from "@/lib/http/cidr-shape";

const v4 = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");

test("an address is within a network exactly when its leading bits are the network's", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), fc.integer({ min: 1, max: 32 }), (one, other, prefix) => {
      const mask = (-1 << (32 - prefix)) >>> 0;
      const same = (one & mask) >>> 0 === (other & mask) >>> 0;
      expect(isWithin(v4(one >>> 0), [`${v4(other >>> 0)}/${prefix}`])).toBe(same);
    }),
    { numRuns: 2_000 },
  );
});

test("one address alone is a network of one, in both families", () => {
  expect(isWithin("203.0.113.7", ["198.51.100.0/24", "203.0.113.7"])).toBe(true);
  expect(isWithin("203.0.113.8", ["203.0.113.7"])).toBe(false);
  expect(isWithin("2001:db8:0:0::1", ["2001:db8::1"])).toBe(true);
  expect(isWithin("2001:db8::2", ["2001:db8::1"])).toBe(false);
});

test("IPv4 inside IPv6 counts as the IPv4 it is", () => {
  expect(isWithin("::ffff:203.0.113.7", ["203.0.113.0/24"])).toBe(true);
  expect(isWithin("::ffff:cb00:7107", ["203.0.113.0/24"])).toBe(true);
  expect(isWithin("::ffff:203.0.114.7", ["203.0.113.0/24"])).toBe(false);
});

test("an address that is not known, or is none, lies in no network; no list holds anybody", () => {
  for (const address of [undefined, "", "unknown", "local", "203.0.113", "203.0.113.7.8"])
    expect(isWithin(address, ["0.0.0.0/1", "128.0.0.0/1", "::/1"])).toBe(false);
  expect(isWithin("203.0.113.7", [])).toBe(false);
});

test("every network that may be written is understood", () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.option(fc.integer({ min: 1, max: 32 })), (address, prefix) => {
      const text = prefix === null ? address : `${address}/${prefix}`;
      expect([text, Cidr.safeParse(text).success && isWithin(address, [text])]).toEqual([text, true]);
    }),
    { numRuns: 1_000 },
  );
});

test("what is no network is refused, and so is the whole internet", () => {
  for (const good of ["203.0.113.0/24", "203.0.113.7", " 2001:DB8::/32 ", "::1"])
    expect(Cidr.safeParse(good).success).toBe(true);
  for (const bad of [
    "",
    "203.0.113.0/33",
    "203.0.113.0/0",
    "::/0",
    "10.0.0.0/",
    "10.0.0.0/08",
    "10/8",
    "x",
    "fe80::1%eth0",
    "1.2.3.4/24/24",
  ])
    expect(Cidr.safeParse(bad).success).toBe(false);
});
