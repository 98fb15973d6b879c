import type { Context } from "../auth/context";
import { inAnotherTransaction } from "../auth/in-another-transaction";
import { afterWork } from "../db/tenant";
import { recordEvent } from "../events/record-event";
import { csvLine } from "../http/csv";
import { type AuditPage, listAuditLog } from "./list-audit-log";
import type { AuditEntry, ExportAuditLog } from "./schemas";

const PAGE = 500;

const COLUMNS = {
  Entry: ({ seq }) => seq,
  "When (UTC)": ({ recorded_at }) => recorded_at,
  Who: ({ actor_name }) => actor_name,
  "Kind of actor": ({ actor_type }) => actor_type,
  "Actor id": ({ actor_id }) => actor_id,
  What: ({ action }) => action,
  "On what": ({ subject_name }) => subject_name,
  "Kind of thing": ({ subject_type }) => subject_type,
  "Thing id": ({ subject_id }) => subject_id,
  Before: ({ before }) => before && JSON.stringify(before),
  After: ({ after }) => after && JSON.stringify(after),
  Address: ({ ip }) => ip,
  Request: ({ request_id }) => request_id,
  "Hash (SHA-256)": ({ hash }) => hash,
} satisfies Record<string, (entry: AuditEntry) => string | number | null>;

const FORMATS = {
  csv: {
    type: "text/csv; charset=utf-8",
    // The mark tells Excel that the text is UTF-8.
    head: `\uFEFF${csvLine(Object.keys(COLUMNS))}`,
    line: (entry: AuditEntry) => csvLine(Object.values(COLUMNS).map((cell) => cell(entry))),
  },
  jsonl: {
    type: "application/jsonl; charset=utf-8",
    head: "",
    line: (entry: AuditEntry) => `${JSON.stringify(entry)}\n`,
  },
};

/**
 * The entries of a filter as a file, newest first, while they are read: a page at a time, each in a transaction of its own
 * that asks again whether the reader may. Taking a copy is an entry itself, the first that the copy does not hold.
 * Throws before the first byte what a list would throw.
 */
export async function exportAuditLog(ctx: Context, { format, ...filter }: ExportAuditLog): Promise<Response> {
  const first = await listAuditLog(ctx, { ...filter, limit: PAGE });
  const data = { format, entries: first.entries };
  // Whoever may only read may take a copy, and that is an entry all the same.
  afterWork(ctx.tx, async (tx) => {
    await recordEvent(
      { ...ctx, tx },
      { name: "audit_log.exported", subject: { type: "audit_log" }, data },
      { after: { ...data, ...filter } },
    );
    return () => undefined;
  });
  const { type, head, line } = FORMATS[format];
  const encoder = new TextEncoder();
  const pages = pagesFrom(ctx, filter, first);
  const lines = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      const { value, done } = await pages.next();
      if (done) return controller.close();
      controller.enqueue(encoder.encode(value.map(line).join("")));
    },
  });
  const day = new Date().toISOString().slice(0, 10);
  return new Response(lines, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="audit-log-${ctx.org.slug}-${day}.${format}"`,
      "x-content-type-options": "nosniff",
    },
  });
}

async function* pagesFrom(ctx: Context, filter: Omit<ExportAuditLog, "format">, first: AuditPage) {
  let page = first;
  yield page.data;
  while (page.next_cursor) {
    const cursor = page.next_cursor;
    page = await inAnotherTransaction(ctx, "audit.export", (now) =>
      listAuditLog({ ...ctx, ...now }, { ...filter, limit: PAGE, cursor }),
    );
    yield page.data;
  }
}
