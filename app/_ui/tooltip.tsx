"use client";

import { cloneElement, type FocusEvent, type PointerEvent, type ReactElement, type ReactNode } from "react";
import { hideTooltip, showTooltip } from "./tooltip-state";

type Handlers = {
  onPointerEnter?: (event: PointerEvent<HTMLElement>) => void;
  onPointerLeave?: (event: PointerEvent<HTMLElement>) => void;
  onPointerDown?: (event: PointerEvent<HTMLElement>) => void;
  onFocus?: (event: FocusEvent<HTMLElement>) => void;
  onBlur?: (event: FocusEvent<HTMLElement>) => void;
};

/**
 * One line about its child on hover and keyboard focus. It only repeats or explains: what it says must be reachable by
 * name or text as well, because a tooltip does not exist on a phone.
 */
export function Tooltip({
  content,
  shortcut,
  side = "bottom",
  children,
}: {
  content: ReactNode;
  shortcut?: string | undefined;
  side?: "bottom" | "right";
  children: ReactElement<Handlers>;
}) {
  if (!content) return children;
  const { onPointerEnter, onPointerLeave, onPointerDown, onFocus, onBlur } = children.props;
  const show = (target: HTMLElement, at: "hover" | "focus") => showTooltip({ content, shortcut, side, target }, at);
  return cloneElement(children, {
    onPointerEnter: (event) => {
      onPointerEnter?.(event);
      if (event.pointerType === "mouse") show(event.currentTarget, "hover");
    },
    onPointerLeave: (event) => {
      onPointerLeave?.(event);
      hideTooltip();
    },
    onPointerDown: (event) => {
      onPointerDown?.(event);
      hideTooltip();
    },
    onFocus: (event) => {
      onFocus?.(event);
      if (event.currentTarget.matches(":focus-visible")) show(event.currentTarget, "focus");
    },
    onBlur: (event) => {
      onBlur?.(event);
      hideTooltip();
    },
  });
}
