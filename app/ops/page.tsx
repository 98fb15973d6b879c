import type { Metadata } from "next";
import { listOrganizations } from "@/lib/ops/list-organizations";
import { readForOperator } from "@/lib/ops/read-for-operator";
import { ListOrganizations } from "@/lib/ops/schemas";
import { DataProvider } from "../_ui/data/data-provider";
import { takeSnapshot } from "../_ui/data/snapshot";
import { OrganizationsScreen } from "./organizations-screen";

export const metadata: Metadata = { title: "Operator console", robots: { index: false } };

/** Whether anything is wrong, and for whom. Without a loading state: a stranger must get 404, not a skeleton with 200. */
export default async function OpsPage({ searchParams }: { searchParams: Promise<{ search?: string | string[] }> }) {
  const { search } = await searchParams;
  const query = ListOrganizations.safeParse({ ...(typeof search === "string" && search ? { search } : {}) });
  const { initial, person } = await readForOperator("/ops", async (tx, operator) => ({
    person: operator,
    initial: await takeSnapshot(() => listOrganizations({ tx }, query.success ? query.data : { limit: 50 })),
  }));
  return (
    <DataProvider personId={person.id}>
      <OrganizationsScreen initial={initial} initialSearch={query.success ? (query.data.search ?? "") : ""} />
    </DataProvider>
  );
}
