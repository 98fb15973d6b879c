"use client";

import { useFormat } from "./format/use-format";

/** How long a machine took, in the organization's own marks: "84 ms", "1.2 s". */
export function Latency({ ms }: { ms: number }) {
  return useFormat().latency(ms);
}
