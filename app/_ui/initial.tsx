import clsx from "clsx";

const MARK: Record<string, string> = {
  teal: "bg-mark-teal",
  blue: "bg-mark-blue",
  violet: "bg-mark-violet",
  rose: "bg-mark-rose",
  amber: "bg-mark-amber",
  green: "bg-mark-green",
};

/**
 * A coloured mark with the first letter of a name: square for an organization (in its own colour), round for a person. An
 * organization with a logo is shown by that.
 */
export function Initial({
  name,
  colour,
  logo,
  small = false,
  round = false,
}: {
  name: string;
  colour?: string;
  logo?: string | null | undefined;
  small?: boolean;
  round?: boolean;
}) {
  if (logo) {
    return (
      // biome-ignore lint/performance/noImgElement: uploads never go through the image optimizer
      <img
        src={`/api/logos/${logo}`}
        alt=""
        className={clsx("shrink-0 rounded-[5px] bg-white object-contain", small ? "size-5" : "size-6")}
      />
    );
  }
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
