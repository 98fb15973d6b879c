"use client";

import { Link2 } from "lucide-react";
import { formatDuration } from "@/app/_ui/format/format-duration";
import { useOrg } from "@/app/_ui/frame/org-context";
import { IconButton } from "@/app/_ui/icon-button";
import { toastDone } from "@/app/_ui/toast";
import { addressOfMoment } from "./moment";
import type { Player } from "./use-player";

/** Copies the address of a call at a moment. */
export function useCopyMoment(callId: string): (ms: number) => Promise<void> {
  const { org } = useOrg();
  return async (ms) => {
    const address = addressOfMoment(`${window.location.origin}/${org.slug}/calls/${callId}`, ms);
    await navigator.clipboard.writeText(address);
    toastDone(address.includes("?") ? `Link to ${formatDuration(ms)} copied` : "Link copied");
  };
}

/** Copies the address of this call at this second. */
export function CopyMomentLink({ player, callId }: { player: Player; callId: string }) {
  const copy = useCopyMoment(callId);
  return (
    <IconButton label="Copy link to this moment" onClick={() => void copy(player.positionMs())}>
      <Link2 />
    </IconButton>
  );
}
