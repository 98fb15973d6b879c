import clsx from "clsx";
import type { ComponentProps } from "react";
import { type ButtonLook, type ButtonSize, buttonClass } from "./button-class";
import { Spinner } from "./spinner";

/** A button. `pending` shows a spinner over the label, keeps the width and refuses further clicks. */
export function Button({
  look = "secondary",
  size = "medium",
  pending = false,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { look?: ButtonLook; size?: ButtonSize; pending?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      className={clsx(buttonClass(look, size), pending && "relative", className)}
    >
      {pending ? (
        <>
          <span className="invisible inline-flex items-center gap-[inherit]">{children}</span>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
        </>
      ) : (
        children
      )}
    </button>
  );
}
