import type { ReactNode } from "react";

/** A column of a `DataTable`: its head, what a cell shows, and where it goes when there is less room. */
export type Column<Row> = {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers go right and line up. */
  align?: "right";
  width?: string;
  /** Takes the room that is left and truncates. */
  fill?: boolean;
  /** Leaves the table below this width; the record still shows it. */
  hideBelow?: "md" | "lg" | "xl";
  /** The name of the order that its head switches, `-name` being the greatest first. */
  sort?: string;
  /** Place on the card that a row becomes under 640 px; columns without a place are left out there. */
  phone?: "title" | "aside" | "detail" | "meta";
  /** Only on that card, not in the table. */
  phoneOnly?: boolean;
};

/** Classes that let a column leave the table below a width. */
export const HIDE = { md: "sm:max-md:hidden", lg: "sm:max-lg:hidden", xl: "sm:max-xl:hidden" };
