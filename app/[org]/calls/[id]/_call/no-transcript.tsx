import { MessageSquareText } from "lucide-react";
import { EmptyState } from "@/app/_ui/empty-state";
import type { CallDetail } from "@/lib/calls/get-call";
import { isLive } from "./caller-of";
import { RedactionNote } from "./redaction-note";

/** In place of words: why there are none. */
export function NoTranscript({ call }: { call: CallDetail }) {
  if (isLive(call.status)) {
    return (
      <EmptyState icon={<MessageSquareText />} title="Listening">
        What is said appears here as soon as the vendor sends it.
      </EmptyState>
    );
  }
  if (call.redaction) return <RedactionNote redaction={call.redaction} />;
  return (
    <EmptyState icon={<MessageSquareText />} title="No transcript">
      {call.status === "not_connected"
        ? "Nobody spoke: the call was never picked up."
        : "The vendor sent no transcript of this call. The Deliveries tab shows everything it did send."}
    </EmptyState>
  );
}
