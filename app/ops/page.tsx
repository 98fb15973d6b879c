import type { Metadata } from "next";
import { listOrganizations } from "@/lib/ops/list-organizations";
import { readForOperator } from "@/lib/ops/read-for-operator";
import { readShift } from "@/lib/ops/read-shift";
import { ListOrganizations } from "@/lib/ops/schemas";
import { DataProvider } from "../_ui/data/data-provider";
import { takeSnapshot } from "../_ui/data/snapshot";
import { ShiftScreen } from "./shift-screen";

export const metadata: Metadata = { title: "Operator console", robots: { index: false } };

/** Whether anything is wrong, and for whom. Without a loading state: a stranger must get 404, not a skeleton with 200. */
export default async function OpsPage({ searchParams }: { searchParams: Promise<{ search?: string | string[] }> }) {
  const { search } = await searchParams;
  const query = ListOrganizations.safeParse({ ...(typeof search === "string" && search ? { search } : {}) });
  const { organizations, person } = await readForOperator("/ops", "/ops", async (tx, operator) => ({
    person: operator,
    organizations: await takeSnapshot(() => listOrganizations({ tx }, query.success ? query.data : { limit: 50 })),
  }));
  // After the operator is known, and outside their transaction: every part reads by itself and fails by itself.
  const shift = await takeSnapshot(readShift);
  return (
    <DataProvider personId={person.id}>
      <ShiftScreen
        shift={shift}
        organizations={organizations}
        initialSearch={query.success ? (query.data.search ?? "") : ""}
      />
    </DataProvider>
  );
}
