"use client";

import { useState } from "react";
import { send } from "@/app/_ui/data/fetcher";
import { useOrg } from "@/app/_ui/frame/org-context";
import type { AnchoredVerification } from "@/lib/audit/verify-against-anchors";
import type { ChainFault } from "@/lib/audit/verify-chain";

export type Progress = {
  entries: number;
  verified: number;
  faults: ChainFault[];
  anchors: AnchoredVerification["anchors"];
  /** ISO 8601; null while it goes on. */
  finished_at: string | null;
};

/** Has the server compute the chain again, part by part, as far as it has grown. */
export function useVerification() {
  const { api } = useOrg();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const verify = async () => {
    setPending(true);
    setError(null);
    setProgress(null);
    const faults: ChainFault[] = [];
    try {
      for (let after: number | null = 0; after !== null; ) {
        const part: AnchoredVerification = await send("POST", `${api}/audit-log/verifications`, { after });
        // Every part is held against all the kept heads.
        for (const fault of part.faults)
          if (!faults.some(({ seq, fault: kind }) => seq === fault.seq && kind === fault.fault)) faults.push(fault);
        after = part.verified_to;
        setProgress({
          entries: part.entries,
          verified: after ?? part.entries,
          faults: [...faults],
          anchors: part.anchors,
          finished_at: after === null ? new Date().toISOString() : null,
        });
      }
    } catch (reason) {
      setError(reason);
    } finally {
      setPending(false);
    }
  };
  return { verify, pending, progress, error, dismiss: () => setProgress(null) };
}
