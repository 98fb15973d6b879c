import { z } from "zod";
import type { Context } from "../auth/context";
import { inAnotherTransaction } from "../auth/in-another-transaction";
import { csvLine } from "../http/csv";
import { notePhiRead, seesPhi } from "../phi/sight";
import { openVault } from "../phi/vault";
import { CSV_COLUMNS, csvColumns } from "./csv-of-calls";
import { type CallPage, pageOfCalls } from "./list-calls";
import { ListCalls } from "./schemas";

/** A file holds at most so many calls and says so; the rest is a narrower filter away. */
export const EXPORTED = 50_000;
const PAGE = 500;

export const ExportCalls = ListCalls.omit({ limit: true, cursor: true }).extend({
  columns: z
    .preprocess((value) => (typeof value === "string" ? [value] : value), z.array(z.enum(csvColumns)).min(1))
    .default([...csvColumns]),
});

/**
 * The calls of a filter as CSV, in its order, while they are read: a page at a time, each in a transaction of its own that
 * asks again whether the reader still may. Throws before the first byte what a list would throw.
 */
export async function exportCalls(ctx: Context, { columns, ...query }: z.infer<typeof ExportCalls>): Promise<Response> {
  const read = reader(query);
  let page: CallPage | null = await read(ctx);
  let written = 0;
  let isGone = false;
  const encoder = new TextEncoder();
  const next = (cursor: string) => inAnotherTransaction(ctx, "calls.export", (now) => read({ ...ctx, ...now }, cursor));
  const lines = new ReadableStream<Uint8Array>({
    start(controller) {
      // The mark tells Excel that the text is UTF-8.
      controller.enqueue(encoder.encode(`\uFEFF${csvLine(columns.map((column) => CSV_COLUMNS[column].head))}`));
    },
    async pull(controller) {
      // A page of a search may be empty and not the last, and a stream that was given nothing is not asked again.
      for (let text = ""; text === ""; ) {
        if (!page) return controller.close();
        const calls = page.data.slice(0, EXPORTED - written);
        written += calls.length;
        const cursor: string | null = page.next_cursor;
        text = calls
          .map((call) => csvLine(columns.map((column) => CSV_COLUMNS[column].cell(call, ctx.org.time_zone))))
          .join("");
        if (written >= EXPORTED && cursor)
          text += csvLine([`Only the first ${EXPORTED} calls. Narrow the filter for the rest.`]);
        if (!cursor && page.sorted_newest !== undefined)
          text += csvLine([`Sorted among the newest ${page.sorted_newest} matches only. Sort by start for all.`]);
        if (text) controller.enqueue(encoder.encode(text));
        page = cursor && written < EXPORTED && !isGone ? await next(cursor) : null;
      }
    },
    // Whoever went away while nothing was found has nobody else's calls looked through.
    cancel() {
      isGone = true;
    },
  });
  const day = new Date().toISOString().slice(0, 10);
  return new Response(lines, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="calls-${ctx.org.slug}-${day}.csv"`,
      "x-content-type-options": "nosniff",
    },
  });
}

/** Reads page by page; the first page that shows health data is an entry of the audit log, in its own transaction. */
function reader(query: Omit<z.infer<typeof ExportCalls>, "columns">) {
  let isNoted = false;
  return async (ctx: Context, cursor?: string): Promise<CallPage> => {
    const vault = await openVault(ctx);
    if (!isNoted && vault.is_protected && seesPhi(ctx, vault)) {
      notePhiRead(ctx, vault, { name: "call.exported", subject: { type: "organization", id: ctx.org.id } });
      isNoted = true;
    }
    // A file is for working with: numbers are whole in it, for those who may see them.
    return pageOfCalls(ctx, { ...query, numbers: "shown", limit: PAGE, cursor });
  };
}
