import { createContext } from "react";
import type { ListedCall } from "@/lib/calls/listed-call";

type Shown = { path: string; change: (current: unknown) => unknown };

/** Of a call that stands beside a list: how a change of it shows in its row at once. Null on the call's own page. */
export const InList = createContext<((change: Partial<ListedCall>) => Shown[]) | null>(null);
