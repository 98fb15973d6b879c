import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { env } from "@/lib/env";

/** Vapi at the control addresses of calls under way, for the tests of this file: it does what it is told. */
export function obedientVapi(): void {
  const vendor = createServer((_request, response) => response.writeHead(200).end("{}"));
  const configured = env();
  const { VAPI_BASE_URL } = configured;
  beforeAll(async () => {
    await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve));
    configured.VAPI_BASE_URL = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
    process.env.VAPI_BASE_URL = configured.VAPI_BASE_URL;
  });
  afterAll(() => {
    configured.VAPI_BASE_URL = VAPI_BASE_URL;
    vendor.close();
  });
}
