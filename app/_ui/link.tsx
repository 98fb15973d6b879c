"use client";

import NextLink from "next/link";
import { type ComponentProps, useReducer } from "react";

/**
 * A link within the product. What it leads to is fetched ahead once it is pointed at or touched, and not because it is on
 * screen: ten pages fetched for the one that is opened cost ten calls of the host, and on a slow line the page that was asked
 * for comes after them. The places of the frame are fetched when a page has settled (`warmUp`).
 */
export function Link({ prefetch, ...rest }: Omit<ComponentProps<typeof NextLink>, "onPointerEnter">) {
  const [isWanted, want] = useReducer(() => true, false);
  // Not pointed at: fetched when it is clicked. Pointed at: what Next fetches ahead by itself.
  return <NextLink {...rest} prefetch={isWanted ? prefetch : false} onPointerEnter={want} />;
}
