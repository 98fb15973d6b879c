import type { Metadata } from "next";
import { ConfirmLink } from "@/lib/auth/schemas";
import { Confirmation, LinkFailed } from "./confirmation";

export const metadata: Metadata = { title: "Confirming", referrer: "no-referrer" };

type Query = Record<string, string | string[] | undefined>;

/**
 * Where the links in our mails lead. Opening it changes nothing: mail scanners and previews fetch every link, and a
 * token works once. The browser that shows the page redeems the token with a POST.
 */
export default async function ConfirmPage({ searchParams }: { searchParams: Promise<Query> }) {
  const link = ConfirmLink.safeParse(await searchParams);
  if (!link.success) return <LinkFailed type={null} error={null} />;
  return <Confirmation link={link.data} />;
}
