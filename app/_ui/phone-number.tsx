import clsx from "clsx";
import { formatPhone } from "./format/format-phone";

/** A phone number for reading; E.164 on hover. Null is a withheld number. */
export function PhoneNumber({ number, className }: { number: string | null | undefined; className?: string }) {
  if (!number) return <span className={clsx("text-faint", className)}>Withheld</span>;
  return (
    <span className={clsx("tabular", className)} title={number}>
      {formatPhone(number)}
    </span>
  );
}
