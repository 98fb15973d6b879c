"use client";

import { Download } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { download } from "@/app/_ui/data/download";
import { Menu, MenuItem, MenuLabel } from "@/app/_ui/dropdown-menu";
import { useOrg } from "@/app/_ui/frame/org-context";

/** The entries on screen, all of them, as a file. Taking one is an entry of the log itself. */
export function ExportMenu({ query }: { query: string }) {
  const { api } = useOrg();
  const take = (format: "csv" | "jsonl") =>
    void download(`${api}/audit-log/export?format=${format}${query ? `&${query}` : ""}`);
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden />
          Export
        </Button>
      }
    >
      <MenuLabel>{query ? "The entries found" : "The whole log"}</MenuLabel>
      <MenuItem onSelect={() => take("csv")}>CSV, for a spreadsheet</MenuItem>
      <MenuItem onSelect={() => take("jsonl")}>JSON lines, for a program</MenuItem>
    </Menu>
  );
}
