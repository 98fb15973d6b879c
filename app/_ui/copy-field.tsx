"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "./copy-button";
import { IconButton } from "./icon-button";

/** A URL or secret to carry elsewhere: selects on focus, copies with one click, hides when `secret`. */
export function CopyField({ label, value, secret = false }: { label: string; value: string; secret?: boolean }) {
  const [shown, setShown] = useState(!secret);
  return (
    <div className="flex h-9 min-w-0 items-center gap-1 rounded-control border border-line-strong bg-sunken pr-1 pl-2.5 max-sm:h-11">
      <input
        readOnly
        aria-label={label}
        type={shown ? "text" : "password"}
        value={value}
        onFocus={(event) => event.target.select()}
        className="min-w-0 flex-1 truncate bg-transparent font-mono text-13 text-ink outline-none"
      />
      {secret ? (
        <IconButton label={shown ? "Hide" : "Show"} onClick={() => setShown(!shown)}>
          {shown ? <EyeOff /> : <Eye />}
        </IconButton>
      ) : null}
      <CopyButton value={value} label={`Copy ${label.toLowerCase()}`} />
    </div>
  );
}
