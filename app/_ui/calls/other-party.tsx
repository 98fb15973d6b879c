import { Globe, PhoneIncoming, PhoneOutgoing } from "lucide-react";
import type { ListedCall } from "@/lib/calls/listed-call";
import { PhoneNumber } from "../phone-number";

/** Who was on the other end: the caller of an inbound call, the called of an outbound one, or a visitor on the web. */
export function OtherParty({
  call,
}: {
  call: Pick<ListedCall, "channel" | "direction" | "from_number" | "to_number">;
}) {
  const Icon = call.channel === "web" ? Globe : call.direction === "outbound" ? PhoneOutgoing : PhoneIncoming;
  const way = call.channel === "web" ? "On the web" : call.direction === "outbound" ? "Outbound" : "Inbound";
  return (
    <span className="inline-flex items-center gap-2">
      <span title={way} className="text-faint">
        <Icon aria-hidden className="size-3.5" />
        <span className="sr-only">{way}</span>
      </span>
      {call.channel === "web" ? (
        "Web visitor"
      ) : (
        <PhoneNumber number={call.direction === "outbound" ? call.to_number : call.from_number} />
      )}
    </span>
  );
}
