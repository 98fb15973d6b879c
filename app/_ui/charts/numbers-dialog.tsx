"use client";

import { Copy, Download } from "lucide-react";
import { Button } from "../button";
import { Dialog } from "../dialog";
import { toastDone } from "../toast";

export type NumberTable = {
  title: string;
  /** Name of the file, without its ending. */
  file: string;
  heads: readonly string[];
  /** For spreadsheets, where the plain values need their unit said. */
  plainHeads?: readonly string[];
  /** First cell: what the row is about. Texts for reading, and the plain values for spreadsheets. */
  rows: readonly { name: string; shown: readonly string[]; plain: readonly (string | number | null)[] }[];
};

/** The numbers behind charts: to read, to copy into a spreadsheet, to keep as CSV. */
export function NumbersDialog({ table, open, onClose }: { table: NumberTable; open: boolean; onClose: () => void }) {
  const lines = [table.plainHeads ?? table.heads, ...table.rows.map(({ name, plain }) => [name, ...plain])];
  const copy = async () => {
    await navigator.clipboard.writeText(lines.map((line) => line.map((cell) => cell ?? "").join("\t")).join("\n"));
    toastDone("Copied. Paste it into any spreadsheet.");
  };
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csvOf(lines)], { type: "text/csv;charset=utf-8" }));
    link.download = `${table.file}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Dialog
      wide
      title={table.title}
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      footer={
        <>
          <Button onClick={copy}>
            <Copy aria-hidden />
            Copy
          </Button>
          <Button onClick={save}>
            <Download aria-hidden />
            CSV
          </Button>
        </>
      }
    >
      <table aria-label={table.title} className="tabular w-full border-separate border-spacing-0 text-13">
        <thead className="text-12 text-faint">
          <tr>
            {table.heads.map((head, index) => (
              <th
                key={head}
                scope="col"
                className={`-top-4 sticky whitespace-nowrap border-line border-b bg-raised py-1.5 font-medium ${index === 0 ? "pr-3 text-left" : "pl-3 text-right"}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ name, shown }) => (
            <tr key={name}>
              <th scope="row" className="whitespace-nowrap border-line border-b py-1 pr-3 text-left font-normal">
                {name}
              </th>
              {shown.map((cell, index) => (
                <td
                  key={table.heads[index + 1]}
                  className="whitespace-nowrap border-line border-b py-1 pl-3 text-right text-muted first-of-type:text-ink"
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

function csvOf(lines: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null) => {
    const text = String(value ?? "");
    // A spreadsheet must not take a name for a formula.
    const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
