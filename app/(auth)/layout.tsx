import type { ReactNode } from "react";
import { PublicFrame } from "../_ui/public-frame";

/** Pages of people outside an organization: one narrow column. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return <PublicFrame narrow>{children}</PublicFrame>;
}
