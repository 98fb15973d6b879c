"use client";

import { Download } from "lucide-react";
import { download } from "../../_ui/data/download";
import { useOrg } from "../../_ui/frame/org-context";
import { IconButton } from "../../_ui/icon-button";

/** The list on screen as a CSV file. The server streams it and asks for the reader's rights with every page. */
export function DownloadButton({ query }: { query: string }) {
  const { api } = useOrg();
  return (
    <IconButton
      label="Download as CSV (up to 50,000 calls)"
      look="secondary"
      className="size-8! max-sm:size-10!"
      onClick={() => void download(`${api}/calls/export${query ? `?${query}` : ""}`)}
    >
      <Download />
    </IconButton>
  );
}
