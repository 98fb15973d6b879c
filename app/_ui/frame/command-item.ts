import type { ReactNode } from "react";

/** One line of the command bar: what it is called, what else it answers to, and what choosing it does. */
export type CommandItem = {
  id: string;
  label: string;
  /** Said after the label, in grey. */
  detail?: string | undefined;
  /** Other words it is found by. */
  words?: string[];
  icon: ReactNode;
  /** Keys that do the same without the bar. */
  keys?: string;
  /** ISO 8601, shown at the end. */
  at?: string;
  run: () => void;
};

export type CommandGroup = {
  heading: string;
  items: CommandItem[];
  /** Already matched by a search: shown as they are. */
  found?: boolean;
};
