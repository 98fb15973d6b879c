import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";

function Leaf({ value }: { value: unknown }) {
  if (typeof value === "string") return <span className="break-words text-good">{JSON.stringify(value)}</span>;
  if (typeof value === "number") return <span className="text-info">{String(value)}</span>;
  return <span className="text-warn">{String(value)}</span>;
}

function Node({ name, value, depth, open }: { name?: string; value: unknown; depth: number; open: number }): ReactNode {
  const label = name === undefined ? null : <span className="text-muted">{name}: </span>;
  if (value === null || typeof value !== "object") {
    return (
      <div className="pl-4">
        {label}
        <Leaf value={value} />
      </div>
    );
  }
  const list = Array.isArray(value);
  const entries = Object.entries(value);
  if (entries.length === 0) {
    return (
      <div className="pl-4">
        {label}
        <span className="text-faint">{list ? "[]" : "{}"}</span>
      </div>
    );
  }
  return (
    <details open={depth < open} className="group/json pl-4">
      <summary className="-ml-4 rounded-[3px] pl-0 marker:text-faint">
        {label}
        <span className="text-faint">{list ? `[${entries.length}]` : `{${entries.length}}`}</span>
      </summary>
      {entries.map(([key, child]) => (
        <Node key={key} name={key} value={child} depth={depth + 1} open={open} />
      ))}
    </details>
  );
}

/** A payload as a foldable tree; `open` levels are unfolded at first. Folding is native, so the page's find works. */
export function JsonView({ value, open = 2 }: { value: unknown; open?: number }) {
  return (
    <div className="relative rounded-card border border-line bg-sunken">
      <div className="max-h-[32rem] overflow-auto p-3 pr-11 font-mono text-12 leading-5">
        <Node value={value} depth={0} open={open} />
      </div>
      <span className="absolute top-1.5 right-1.5">
        <CopyButton value={JSON.stringify(value, null, 2)} label="Copy JSON" />
      </span>
    </div>
  );
}
