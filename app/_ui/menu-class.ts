import clsx from "clsx";

export const menuClass =
  "z-50 max-h-[70vh] min-w-44 animate-overlay overflow-y-auto rounded-card bg-raised p-1 shadow-overlay focus:outline-none";

export const menuItemClass = clsx(
  "flex h-8 select-none items-center gap-2 rounded-control px-2 text-13 outline-none max-sm:h-10 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint",
  "data-[disabled]:cursor-not-allowed data-[highlighted]:bg-hover data-[disabled]:opacity-55",
);
