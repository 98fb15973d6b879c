import clsx from "clsx";
import type { ComponentProps } from "react";
import { Input } from "./input";

/** Six digits of an authenticator app; phones offer them from the keyboard. Inside a `Field`. */
export function CodeInput({ className, ...rest }: ComponentProps<"input">) {
  return (
    <Input
      {...rest}
      inputMode="numeric"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={7}
      className={clsx("h-10! font-mono text-16! tabular-nums tracking-[0.2em]", className)}
    />
  );
}
