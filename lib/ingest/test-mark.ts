import { equalInConstantTime } from "../crypto/compare";
import { lookupOf } from "../crypto/lookup";

/** The header by which we know our own test deliveries again. */
export const TEST_MARK_HEADER = "x-foyer-test";

/** The mark of a test delivery: only we can make it, and it fits one body. */
export function testMarkOf(rawBody: string): string {
  return lookupOf("test_delivery", rawBody);
}

/** Whether a delivery is one of our own tests: its call is not billable, and it proves nothing about the vendor. */
export function isTestDelivery(headers: Headers, rawBody: string): boolean {
  const mark = headers.get(TEST_MARK_HEADER);
  return mark !== null && equalInConstantTime(mark, testMarkOf(rawBody));
}
