import { ShieldCheck } from "lucide-react";
import type { CallDetail } from "@/lib/calls/get-call";

const WORDS = {
  personal_data: "Redacted: the vendor took personal data out of the transcript and the recording before it sent them.",
  content: "Redacted: the vendor keeps only the basic facts of this call, not what was said.",
} as const;

/** Says that something is missing on purpose, so that nobody looks for a fault. */
export function RedactionNote({ redaction }: Pick<CallDetail, "redaction">) {
  if (!redaction) return null;
  return (
    <p className="mb-3 flex max-w-[44rem] items-start gap-2 rounded-control bg-info-soft px-3 py-2 text-13 text-info">
      <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
      {WORDS[redaction]}
    </p>
  );
}
