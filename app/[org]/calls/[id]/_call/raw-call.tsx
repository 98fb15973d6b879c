"use client";

import { useOrg } from "@/app/_ui/frame/org-context";
import { JsonView } from "@/app/_ui/json-view";
import { TextLink } from "@/app/_ui/text-link";
import type { CallDetail } from "@/lib/calls/get-call";

/** The call as our API tells it, and the way to the vendor's own bodies. For admins. */
export function RawCall({ call }: { call: CallDetail }) {
  const { org } = useOrg();
  const { deliveries: _, ...rest } = call;
  return (
    <div className="flex max-w-[44rem] flex-col gap-3">
      <p className="text-13 text-muted">
        The merged call, as <code className="font-mono text-12">GET /calls/{"{id}"}</code> answers it. What the vendor
        sent, byte for byte, is in the{" "}
        <TextLink href={`/${org.slug}/inbox?vendor_call_id=${encodeURIComponent(call.vendor_call_id)}`}>inbox</TextLink>
        .
      </p>
      <JsonView value={rest} open={1} />
    </div>
  );
}
