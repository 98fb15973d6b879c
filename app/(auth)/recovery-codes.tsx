"use client";

import { Download } from "lucide-react";
import { Button } from "../_ui/button";
import { CopyButton } from "../_ui/copy-button";

/** The recovery codes, this once: to copy, to download, to keep. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const text = codes.join("\n");
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`Recovery codes for Foyer, each serves once:\n\n${text}\n`]));
    link.download = "foyer-recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section aria-label="Recovery codes" className="flex flex-col gap-4">
      <div>
        <h2 className="font-semibold text-16">Keep these recovery codes</h2>
        <p className="mt-1 text-14 text-muted">
          Each signs you in once when you do not have your phone. They are not shown again; a password manager or a
          drawer is a good place.
        </p>
      </div>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-card border border-line bg-sunken px-4 py-3 font-mono text-14">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex items-center gap-2">
        <Button onClick={download}>
          <Download aria-hidden />
          Download
        </Button>
        <CopyButton value={text} label="Copy all codes" />
      </div>
      <Button look="primary" size="large" onClick={onKept} className="w-full">
        I have kept them
      </Button>
    </section>
  );
}
