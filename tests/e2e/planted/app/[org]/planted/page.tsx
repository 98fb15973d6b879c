import { withOperatorRole } from "@/lib/db/tenant";

/** Careless: nobody is asked who they are, middleware is the only lock. */
export default async function PlantedPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const row = await withOperatorRole((tx) =>
    tx.selectFrom("organizations").select("name").where("slug", "=", org).executeTakeFirst(),
  );
  return <h2>{row?.name}</h2>;
}
