import { describe, expect, test } from "vitest";
import { priceOfCall } from "@/lib/prices/price-of-call";

const call = { duration_ms: 90_000, is_billable: true };

describe("the price of a call", () => {
  test.each([
    [90_000, 375_000],
    [60_000, 250_000],
    [60_001, 254_167],
    [0, 0],
  ])("of %i ms at a quarter a minute is %i millionths: seconds count, begun ones whole", (duration_ms, micros) => {
    expect(priceOfCall({ ...call, duration_ms }, 250_000, "USD")?.price_micros).toBe(micros);
  });

  test("a test call costs nothing; without a price or a length there is none", () => {
    expect(priceOfCall({ ...call, is_billable: false }, 250_000, "USD")?.price_micros).toBe(0);
    expect(priceOfCall(call, null, "USD")).toBeNull();
    expect(priceOfCall({ ...call, duration_ms: null }, 250_000, "USD")).toBeNull();
  });
});
