import clsx from "clsx";
import type { ComponentProps } from "react";
import { Link } from "./link";

/** A link inside text. Links to other origins open in a new tab. */
export function TextLink({ className, href, ...rest }: ComponentProps<typeof Link>) {
  const away = typeof href === "string" && /^https?:/.test(href);
  return (
    <Link
      {...rest}
      href={href}
      {...(away ? { target: "_blank", rel: "noreferrer" } : {})}
      className={clsx(
        "rounded-[2px] text-accent underline decoration-accent-line underline-offset-[3px] hover:decoration-accent",
        className,
      )}
    />
  );
}
