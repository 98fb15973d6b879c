"use client";

import { Link2 } from "lucide-react";
import { formatDuration } from "@/app/_ui/format/format-duration";
import { useOrg } from "@/app/_ui/frame/org-context";
import { IconButton } from "@/app/_ui/icon-button";
import { toastDone } from "@/app/_ui/toast";
import type { Player } from "./use-player";

/** Copies the address of this call at this second. */
export function CopyMomentLink({ player, callId }: { player: Player; callId: string }) {
  const { org } = useOrg();
  const copy = async () => {
    const seconds = Math.floor(player.positionMs() / 1000);
    const address = new URL(`/${org.slug}/calls/${callId}`, window.location.href);
    if (seconds > 0) address.hash = `t=${seconds}`;
    await navigator.clipboard.writeText(address.href);
    toastDone(seconds > 0 ? `Link to ${formatDuration(seconds * 1000)} copied` : "Link copied");
  };
  return (
    <IconButton label="Copy link to this moment" onClick={() => void copy()}>
      <Link2 />
    </IconButton>
  );
}
