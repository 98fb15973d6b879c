import { z } from "zod";
import { type CallColumn, callColumns } from "./call-columns";

/** Screens whose filters can be kept. */
const screens = ["calls"] as const;

const Columns = z.array(z.enum(callColumns)).min(1).max(callColumns.length);

export const ListViews = z.object({ screen: z.enum(screens).default("calls") });

export const SaveView = z.strictObject({
  screen: z.enum(screens),
  name: z.string().trim().min(1, "Give the view a name.").max(60, "Keep the name under 60 characters."),
  /** The screen's query string, without "?". */
  query: z.string().max(2000, "This is too much for one view."),
  columns: Columns.nullish(),
  is_shared: z.boolean().default(false),
});
export type SaveView = z.infer<typeof SaveView>;

export const Preferences = z.strictObject({ calls_columns: Columns.nullable() });
export type Preferences = z.infer<typeof Preferences>;

/** A kept set of filters, sort and columns, as its reader may see it. */
export type SavedView = {
  id: string;
  name: string;
  query: string;
  columns: CallColumn[] | null;
  is_shared: boolean;
  /** Whether the reader made it, and so may change it. */
  is_own: boolean;
  made_by: string;
};
