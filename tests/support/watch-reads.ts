import type { Page, Request } from "@playwright/test";

/** What the page reads of the API beside its stream: which reads failed, and how long none has been under way. */
export function watchReads(page: Page) {
  const pending = new Set<Request>();
  const failed: string[] = [];
  let changed = Date.now();
  const isRead = (request: Request) => /\/api\/v1\/(?!.*\/live(\?|$))/.test(request.url());
  const ended = (request: Request) => {
    if (pending.delete(request)) changed = Date.now();
  };
  page.on("request", (request) => {
    if (!isRead(request)) return;
    pending.add(request);
    changed = Date.now();
  });
  page.on("requestfinished", ended);
  page.on("requestfailed", (request) => {
    if (isRead(request)) failed.push(request.url());
    ended(request);
  });
  return { failed, quietForMs: () => (pending.size > 0 ? 0 : Date.now() - changed) };
}
