import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { IdParams } from "@/lib/http/route";
import { getOrganization } from "@/lib/ops/get-organization";
import { readForOperator } from "@/lib/ops/read-for-operator";
import { DataProvider } from "../../../_ui/data/data-provider";
import { OrganizationScreen } from "./organization-screen";

export const metadata: Metadata = { title: "Organization · Operator console", robots: { index: false } };

export default async function OrganizationPage({ params }: { params: Promise<{ id: string }> }) {
  const named = IdParams.safeParse(await params);
  if (!named.success) notFound();
  const { id } = named.data;
  const { organization, person } = await readForOperator(
    "/ops/organizations/[id]",
    `/ops/organizations/${id}`,
    async (tx, operator) => ({
      person: operator,
      organization: await getOrganization(tx, id),
    }),
  );
  return (
    <DataProvider personId={person.id}>
      <OrganizationScreen
        id={id}
        me={person.id}
        initial={{ data: organization, loaded_at: new Date().toISOString() }}
      />
    </DataProvider>
  );
}
