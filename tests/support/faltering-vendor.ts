import { afterAll, afterEach, beforeAll } from "vitest";
import { env } from "@/lib/env";
import { type HttpService, serveHttp } from "@/scripts/stack/process/serve-http";

/** What becomes of a request instead of the vendor's answer: a status, or silence; undefined lets it through. */
type Fault = (pathname: string) => number | "silence" | undefined;

/** The sandbox as one of the vendors, for the tests of a file: it falters where it is told to, until the end of the test. */
export function falteringVendor(provider: "retell" | "vapi"): { falter(fault: Fault): void; mend(): void } {
  const name = provider === "retell" ? "RETELL_BASE_URL" : "VAPI_BASE_URL";
  const configured = env();
  const target = configured[name];
  let fault: Fault | undefined;
  let server: HttpService | undefined;
  const mend = () => {
    fault = undefined;
  };
  beforeAll(async () => {
    server = await serveHttp(0, async (request) => {
      const { pathname, search } = new URL(request.url);
      const instead = fault?.(pathname);
      if (instead === "silence") return new Promise<Response>(() => {});
      if (instead !== undefined) return Response.json({}, { status: instead, headers: { "retry-after": "0" } });
      const headers = new Headers(request.headers);
      for (const hop of ["host", "connection", "content-length", "transfer-encoding"]) headers.delete(hop);
      const body = request.method === "GET" ? undefined : await request.text();
      const answer = await fetch(`${target}${pathname}${search}`, { method: request.method, headers, body });
      const type = answer.headers.get("content-type") ?? "application/json";
      return new Response(await answer.text(), { status: answer.status, headers: { "content-type": type } });
    });
    configured[name] = server.url;
  });
  afterEach(mend);
  afterAll(async () => {
    configured[name] = target;
    await server?.stop();
  });
  return {
    falter: (next) => {
      fault = next;
    },
    mend,
  };
}
