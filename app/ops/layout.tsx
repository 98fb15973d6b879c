import type { ReactNode } from "react";
import { requireOperatorReader } from "@/lib/ops/read-for-operator";

/** Asks who is there before anything of the console is sent: its skeleton and a status of 200 would tell that it is here. */
export default async function OpsLayout({ children }: { children: ReactNode }) {
  await requireOperatorReader("/ops");
  return children;
}
