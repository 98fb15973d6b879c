import { redirect } from "next/navigation";

/** An organization's address alone opens its overview. */
export default async function OrgPage({ params }: { params: Promise<{ org: string }> }) {
  redirect(`/${(await params).org}/overview`);
}
