"use client";

import { Download } from "lucide-react";
import type { ExportedColumn } from "@/lib/calls/csv-of-calls";
import { type CallColumn, callColumns } from "@/lib/views/call-columns";
import { download } from "../../_ui/data/download";
import { Menu, MenuItem, MenuLabel } from "../../_ui/dropdown-menu";
import { useOrg } from "../../_ui/frame/org-context";
import { IconButton } from "../../_ui/icon-button";

/** What a column of the table is in a file, where money has no sign and names its currency beside it. */
const IN_FILE: Record<CallColumn, readonly ExportedColumn[]> = {
  party: ["other_party"],
  outcome: ["ended_because"],
  success: ["outcome"],
  sentiment: ["sentiment"],
  summary: ["summary"],
  agent: ["agent"],
  duration: ["duration_s"],
  latency: ["latency_p50_ms"],
  cost: ["cost", "cost_currency"],
  billable: ["billable"],
  started: ["started_local"],
};

/** The list on screen as a CSV file. The server streams it and asks for the reader's rights with every page. */
export function DownloadButton({ query, columns }: { query: string; columns: readonly CallColumn[] }) {
  const { api } = useOrg();
  const take = (wanted: readonly ExportedColumn[]) => {
    const asked = [query, ...wanted.map((column) => `columns=${column}`)].filter(Boolean).join("&");
    void download(`${api}/calls/export${asked ? `?${asked}` : ""}`);
  };
  return (
    <Menu
      trigger={
        <IconButton label="Download as CSV (up to 50,000 calls)" look="secondary" className="size-8! max-sm:size-10!">
          <Download />
        </IconButton>
      }
    >
      <MenuLabel>These calls as CSV</MenuLabel>
      {/* The table's order; whoever the call was with is always in it. */}
      <MenuItem
        onSelect={() =>
          take(
            callColumns.filter((each) => each === "party" || columns.includes(each)).flatMap((each) => IN_FILE[each]),
          )
        }
      >
        The columns of the table
      </MenuItem>
      <MenuItem onSelect={() => take([])}>All columns</MenuItem>
    </Menu>
  );
}
