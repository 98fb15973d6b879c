import clsx from "clsx";
import type { ComponentProps } from "react";
import { type ButtonLook, type ButtonSize, buttonClass } from "./button-class";
import { Link } from "./link";

/** A link that looks like a button: it goes somewhere, a button does something. */
export function LinkButton({
  look,
  size,
  className,
  ...rest
}: ComponentProps<typeof Link> & { look?: ButtonLook; size?: ButtonSize }) {
  return <Link {...rest} className={clsx(buttonClass(look, size), className)} />;
}
