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
  const chosen = /\/inbox\/([0-9a-f-]{36})$/.exec(usePathname())?.[1] ?? null;
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
