import clsx from "clsx";

const MARK: Record<string, string> = {
  teal: "bg-mark-teal",
  blue: "bg-mark-blue",
  violet: "bg-mark-violet",
  rose: "bg-mark-rose",
  amber: "bg-mark-amber",
  green: "bg-mark-green",
};

/** A coloured mark with the first letter of a name: square for an organization (in its own colour), round for a person. */
export function Initial({
  name,
  colour,
  small = false,
  round = false,
}: {
  name: string;
  colour?: string;
  small?: boolean;
  round?: boolean;
}) {
  return (
    <span
      aria-hidden
      className={clsx(
        (colour && MARK[colour]) ?? "bg-mark-slate",
        "grid shrink-0 select-none place-items-center font-semibold text-on-solid",
        small ? "size-5 text-[11px]" : "size-6 text-12",
        round ? "rounded-full" : "rounded-[5px]",
      )}
    >
      {name.trim().charAt(0).toUpperCase() || "?"}
    </span>
  );
}
