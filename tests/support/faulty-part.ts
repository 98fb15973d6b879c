import { serveHttp } from "../../scripts/stack/process/serve-http";

export type FaultyPart = {
  url: string;
  /** From here on it answers this and nothing else. */
  answer(status: number, body?: object): void;
  /** Takes every request and never answers one. */
  hang(): void;
  mend(): void;
  /** Nothing listens at its address any more. */
  stop(): Promise<void>;
};

/** A real part of the stack behind an address that can be told to fail; in order it passes everything on. */
export async function openFaultyPart(target: string): Promise<FaultyPart> {
  let fault: (() => Response | Promise<Response>) | undefined;
  const server = await serveHttp(0, async (request) => {
    if (fault) return fault();
    const { pathname, search } = new URL(request.url);
    const headers = new Headers(request.headers);
    headers.delete("host");
    return fetch(`${target}${pathname === "/" ? "" : pathname}${search}`, { headers, redirect: "manual" });
  });
  return {
    url: server.url,
    answer: (status, body = {}) => {
      fault = () => Response.json(body, { status });
    },
    hang: () => {
      fault = () => new Promise(() => {});
    },
    mend: () => {
      fault = undefined;
    },
    stop: server.stop,
  };
}
