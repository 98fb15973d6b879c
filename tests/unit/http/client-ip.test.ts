import { beforeEach, expect, test, vi } from "vitest";

const environment = vi.hoisted(() => ({ FOYER_ENV: "production", TRUSTED_PROXY_HOPS: 0 }));
vi.mock("@/lib/env", () => ({ env: () => environment }));

const { clientAddress, clientIp } = await import("@/lib/http/client-ip");

const from = (headers: Record<string, string>) => clientIp(new Request("https://foyer.example/", { headers }));

beforeEach(() => {
  Object.assign(environment, { FOYER_ENV: "production", TRUSTED_PROXY_HOPS: 0 });
});

test("the platform's header names the client; one a client may send does not", () => {
  expect(from({ "x-vercel-forwarded-for": "203.0.113.7", "x-forwarded-for": "1.2.3.4" })).toBe("203.0.113.7");
  expect(from({ "x-forwarded-for": "1.2.3.4", "true-client-ip": "5.6.7.8", forwarded: "for=9.9.9.9" })).toBe("unknown");
});

test("rotating within one IPv6 network gains nothing", () => {
  const one = from({ "x-real-ip": "2001:db8:1:2::1" });
  expect(from({ "x-real-ip": "2001:0DB8:0001:0002:ffff:eeee:dddd:cccc" })).toBe(one);
  expect(from({ "x-real-ip": "2001:db8:1:3::1" })).not.toBe(one);
  expect(from({ "x-real-ip": "::ffff:203.0.113.7" })).toBe("203.0.113.7");
});

test.each([
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002:0003:0004:0005:0006", "2001:db8:1:2::/64"],
  ["2001:db8::5:6", "2001:db8:0:0::/64"],
  ["2001:db8:1::4:5:6", "2001:db8:1:0::/64"],
  ["2001:db8:1:2::", "2001:db8:1:2::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::2:3:4:5:6:7:8", "0:2:3:4::/64"],
  ["::FFFF:203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7x", "0:0:0:0::/64"],
  ["x::ffff:203.0.113.7", "x:0:0:0::/64"],
  [" 203.0.113.7 ", "203.0.113.7"],
])("%s is counted as %s", (address, counted) => {
  expect(from({ "x-real-ip": address })).toBe(counted);
});

test("on the embedded stack no header is believed", () => {
  environment.FOYER_ENV = "embedded";
  expect(from({ "x-vercel-forwarded-for": "203.0.113.7" })).toBe("local");
});

test("the whole address is known for lists of networks, and only from the platform's header", () => {
  const whole = (headers: Record<string, string>) => clientAddress(new Request("https://foyer.example/", { headers }));
  expect(whole({ "x-real-ip": "2001:DB8:1:2::1" })).toBe("2001:db8:1:2::1");
  expect(whole({ "x-vercel-forwarded-for": "::ffff:203.0.113.7, 10.0.0.1" })).toBe("203.0.113.7");
  expect(whole({ "x-forwarded-for": "203.0.113.7" })).toBeUndefined();
  environment.FOYER_ENV = "embedded";
  expect(whole({ "x-vercel-forwarded-for": "203.0.113.7" })).toBe("127.0.0.1");
});

test("behind proxies of one's own, what the client wrote before them is not believed", () => {
  environment.TRUSTED_PROXY_HOPS = 1;
  expect(from({ "x-forwarded-for": "203.0.113.7" })).toBe("203.0.113.7");
  expect(from({ "x-forwarded-for": "1.2.3.4, 5.6.7.8, 203.0.113.7" })).toBe("203.0.113.7");
  expect(from({ "x-vercel-forwarded-for": "1.2.3.4", "x-real-ip": "1.2.3.4" })).toBe("unknown");
  environment.TRUSTED_PROXY_HOPS = 2;
  expect(from({ "x-forwarded-for": "1.2.3.4, 203.0.113.7, 10.0.0.1" })).toBe("203.0.113.7");
  // Somebody came past a proxy: whoever that is shares one key with everybody else who did.
  expect(from({ "x-forwarded-for": "10.0.0.1" })).toBe("unknown");
});

test("a proxy that writes the connection's port behind the address gives nobody a new address with every connection", () => {
  environment.TRUSTED_PROXY_HOPS = 1;
  const whole = (hop: string) =>
    clientAddress(new Request("https://foyer.example/", { headers: { "x-forwarded-for": `1.2.3.4, ${hop}` } }));
  for (const [hop, address] of [
    ["203.0.113.7:4711", "203.0.113.7"],
    ["[2001:DB8:1:2::1]:4711", "2001:db8:1:2::1"],
    ["[2001:db8:1:2::1]", "2001:db8:1:2::1"],
    ["[::ffff:203.0.113.7]:4711", "203.0.113.7"],
  ] as const)
    expect(whole(hop), hop).toBe(address);
  const counted = [4711, 4712].map((port) => from({ "x-forwarded-for": `203.0.113.7:${port}` }));
  expect(counted).toEqual(["203.0.113.7", "203.0.113.7"]);
});

test("control: the first entry is the client's own words, and would give it a key of its choice", () => {
  environment.TRUSTED_PROXY_HOPS = 1;
  const first = (header: string) => header.split(",")[0]?.trim();
  expect(new Set(["9.9.9.1, 203.0.113.7", "9.9.9.2, 203.0.113.7"].map(first)).size).toBe(2);
  expect(
    new Set(["9.9.9.1, 203.0.113.7", "9.9.9.2, 203.0.113.7"].map((header) => from({ "x-forwarded-for": header }))),
  ).toEqual(new Set(["203.0.113.7"]));
});
