import { CopyButton } from "./copy-button";

/** The request id of a failure, to hand to whoever looks into it. */
export function RequestId({ id }: { id: string }) {
  return (
    <p className="mt-1 flex items-center gap-1 text-12 opacity-80">
      Request <code className="font-mono">{id}</code>
      <CopyButton value={id} label="Copy request id" />
    </p>
  );
}
