import clsx from "clsx";
import type { ComponentProps } from "react";
import { controlClass } from "./input";

/** Several lines of text; grows with its content. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} rows={rows} className={clsx(controlClass, "field-sizing-content py-1.5", className)} />;
}
