"use client";

import { usePathname } from "next/navigation";
import { useCallback } from "react";
import { useOrg } from "@/app/_ui/frame/org-context";

/**
 * The delivery of the address. Choosing one changes the address in the browser alone: the list stays where it is, and the
 * delivery is read by its own request.
 */
export function useChosenDelivery() {
  const { org } = useOrg();
  const chosen = idIn(usePathname());
  const choose = useCallback(
    (id: string | null, { replace = false }: { replace?: boolean } = {}) => {
      const address = `/${org.slug}/inbox${id ? `/${id}` : ""}${window.location.search}`;
      if (replace) window.history.replaceState(null, "", address);
      else window.history.pushState(null, "", address);
    },
    [org.slug],
  );
  return { chosen, choose };
}

/** The delivery of the address as it is: the browser's is ahead of what is drawn by a moment, in which the next key may come. */
export const chosenNow = () => idIn(window.location.pathname);

const idIn = (path: string) => /\/inbox\/([0-9a-f-]{36})$/.exec(path)?.[1] ?? null;
