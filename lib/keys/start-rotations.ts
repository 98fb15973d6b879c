import { withOperatorRole } from "../db/tenant";
import type { RotationInput } from "./rotation";
import { startRotation } from "./start-rotation";

const PAGE = 500;

/** Gives every organization, or the one of a slug, a rotation. @returns the runs' ids */
export async function startRotations(input: RotationInput & { slug?: string }): Promise<string[]> {
  const runs: string[] = [];
  for (let after: string | undefined = "00000000-0000-0000-0000-000000000000"; after; ) {
    const page = await organizationsAfter(after, input.slug);
    for (const id of page) runs.push(await startRotation(id, { new_data_key: input.new_data_key }));
    after = page.length === PAGE ? page.at(-1) : undefined;
  }
  return runs;
}

async function organizationsAfter(id: string, slug: string | undefined): Promise<string[]> {
  const rows = await withOperatorRole((tx) => {
    const all = tx.selectFrom("organizations").select("id").where("deleted_at", "is", null).where("id", ">", id);
    return (slug ? all.where("slug", "=", slug) : all).orderBy("id").limit(PAGE).execute();
  });
  return rows.map((row) => row.id);
}
