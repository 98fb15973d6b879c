import { LoaderCircle } from "lucide-react";

/** A small turning circle for work inside a control; whole views use skeletons instead. */
export function Spinner({ label = "Working" }: { label?: string }) {
  return <LoaderCircle role="img" aria-label={label} className="size-4 animate-spin" />;
}
