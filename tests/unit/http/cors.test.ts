import { expect, test } from "vitest";
import { corsHeaders, ownHost } from "@/next.config";

test("no other site may use the API unless its origin is configured", () => {
  expect(corsHeaders("")).toEqual([]);
});

test("a configured origin is matched whole, its dots are dots, and it is never given cookies", () => {
  const [rule, ...more] = corsHeaders("https://partner.example, http://localhost:4000");
  expect(more).toHaveLength(1);
  const pattern = new RegExp(`^${rule?.has[0]?.value}$`);
  for (const origin of ["https://partnerXexample", "https://partner.example.evil.example", "http://partner.example"])
    expect(pattern.test(origin), origin).toBe(false);
  expect(pattern.test("https://partner.example")).toBe(true);
  expect(rule?.headers.map(({ key }) => key)).not.toContain("Access-Control-Allow-Credentials");
});

test.each(["*", "https://partner.example/", "partner.example", "https://*.example"])("%s is no origin", (origin) => {
  expect(() => corsHeaders(origin)).toThrow();
});

test("only our own host promises TLS for what is below it", () => {
  const [rule] = ownHost("https://app.foyer.example:8443");
  const pattern = new RegExp(`^${rule?.has[0]?.value}$`);
  expect(
    ["app.foyer.example", "appXfoyer.example", "clinic.example", "x.app.foyer.example"].map((host) =>
      pattern.test(host),
    ),
  ).toEqual([true, false, false, false]);
  expect(rule?.headers[0]?.value).toContain("includeSubDomains");
  expect(ownHost("")).toEqual([]);
});
