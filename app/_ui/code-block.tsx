import { CopyButton } from "./copy-button";

/** Text as it is sent or pasted: monospace, wrapped, with a copy button. */
export function CodeBlock({ code, label = "Copy" }: { code: string; label?: string }) {
  return (
    <div className="relative rounded-card border border-line bg-sunken">
      <pre className="max-h-96 overflow-auto whitespace-pre-wrap break-words p-3 pr-11 font-mono text-12 leading-5">
        {code}
      </pre>
      <span className="absolute top-1.5 right-1.5">
        <CopyButton value={code} label={label} />
      </span>
    </div>
  );
}
