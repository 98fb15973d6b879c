import type { CallPage } from "@/lib/calls/list-calls";
import type { ListedCall } from "@/lib/calls/listed-call";
import { olderPath } from "../../_ui/data/use-cursor-list";

type Older = { rows: ListedCall[]; cursor: string | null };

/** How a change of calls shows at once in a list: in the first page that the cache keeps under `path`, and in the older ones. */
export function inRows(path: string, change: (call: ListedCall) => ListedCall) {
  return [
    {
      path,
      change: (current: unknown) => {
        const page = current as CallPage | undefined;
        return page && { ...page, data: page.data.map(change) };
      },
    },
    {
      path: olderPath(path),
      change: (current: unknown) => {
        const older = current as Older | undefined;
        return older && { ...older, rows: older.rows.map(change) };
      },
    },
  ];
}
