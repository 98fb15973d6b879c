"use client";

import clsx from "clsx";
import * as Radix from "radix-ui/switch";
import type { ComponentProps } from "react";

/** An on/off setting that takes effect at once. Label it with a `<label>` or `aria-label`. */
export function Switch({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...rest}
      className={clsx(
        "relative h-[18px] w-8 shrink-0 rounded-full bg-faint transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55 data-[state=checked]:bg-accent",
        className,
      )}
    >
      <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-surface transition-transform duration-100 data-[state=checked]:translate-x-4" />
    </Radix.Root>
  );
}
