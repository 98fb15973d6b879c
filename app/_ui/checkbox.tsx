"use client";

import clsx from "clsx";
import { Check, Minus } from "lucide-react";
import * as Radix from "radix-ui/checkbox";
import type { ComponentProps } from "react";

/** A checkbox, also half-checked (`checked="indeterminate"`). Label it with a `<label>` or `aria-label`. */
export function Checkbox({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...rest}
      className={clsx(
        "grid size-4 shrink-0 place-items-center rounded-[4px] border border-line-strong bg-surface text-on-accent transition-colors duration-100",
        "hover:border-faint disabled:opacity-55 data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent",
        className,
      )}
    >
      <Radix.Indicator>
        {rest.checked === "indeterminate" ? (
          <Minus className="size-3" strokeWidth={3} />
        ) : (
          <Check className="size-3" strokeWidth={3} />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
}
