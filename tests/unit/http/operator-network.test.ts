import { beforeEach, expect, test, vi } from "vitest";

const environment = vi.hoisted(() => ({
  FOYER_ENV: "production",
  TRUSTED_PROXY_HOPS: 0,
  OPERATOR_NETWORKS: [] as string[],
}));
vi.mock("@/lib/env", () => ({ env: () => environment }));

const { requireOperatorNetwork } = await import("@/lib/http/operator-network");

const from = (headers: Record<string, string>) => () => requireOperatorNetwork({ headers: new Headers(headers) });
const nothingHere = expect.objectContaining({ code: "not_found", message: "There is nothing at this address." });

beforeEach(() => {
  environment.OPERATOR_NETWORKS = ["203.0.113.0/24"];
});

test("platform staff come from the listed networks alone; to everybody else there is nothing", () => {
  expect(from({ "x-real-ip": "203.0.113.9" })).not.toThrow();
  expect(from({ "x-real-ip": "203.0.114.9" })).toThrow(nothingHere);
  expect(from({ "x-forwarded-for": "203.0.113.9" })).toThrow(nothingHere);
  expect(from({})).toThrow(nothingHere);
});

test("without a list they come from anywhere", () => {
  environment.OPERATOR_NETWORKS = [];
  expect(from({})).not.toThrow();
});
