import { Activity, BadgeDollarSign, Inbox, type LucideIcon } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentSession } from "@/lib/auth/session";
import { homeOf } from "@/lib/orgs/home-of";
import { LinkButton } from "../_ui/link-button";
import { PublicFrame } from "../_ui/public-frame";
import { SampleCall } from "./sample-call";

export const metadata: Metadata = { title: { absolute: "Foyer: the front office for voice agents" } };

const POINTS: readonly { Icon: LucideIcon; title: string; text: string }[] = [
  {
    Icon: Activity,
    title: "Every call, while it rings",
    text: "Retell and Vapi in one live list. Words appear as they are spoken; the outcome and the cost when it ends.",
  },
  {
    Icon: Inbox,
    title: "Nothing gets lost",
    text: "Each signed webhook is kept as it came, shown with what it changed, and can be replayed. Calls the vendor forgot to send are fetched.",
  },
  {
    Icon: BadgeDollarSign,
    title: "Figures you can open",
    text: "Minutes, success and cost by hour, test calls apart from revenue. Every number opens the calls behind it.",
  },
];

/** What Foyer is, for somebody who has never seen it; people who are signed in go to their organization. */
export default async function Landing() {
  const signedIn = await currentSession();
  if (signedIn) redirect(await homeOf(signedIn));
  return (
    <PublicFrame
      actions={
        <>
          <LinkButton href="/sign-in" look="ghost">
            Sign in
          </LinkButton>
          <LinkButton href="/sign-up">Sign up</LinkButton>
        </>
      }
    >
      <div className="mx-auto max-w-[68rem]">
        <div className="grid items-center gap-x-16 gap-y-12 pt-12 lg:grid-cols-[5fr_4fr] lg:pt-24">
          <div>
            <h1 className="text-balance font-semibold text-28 sm:text-[2.75rem] sm:leading-[1.1] sm:tracking-[-0.03em]">
              See every call your voice agents take.
            </h1>
            <p className="mt-5 max-w-[34rem] text-pretty text-16 text-muted">
              Foyer is the front office behind your phone agents: who called, what was said, what came of it and what it
              cost, live and in one place, for every clinic, dealer or client you look after.
            </p>
            <div className="mt-8 flex flex-wrap gap-3">
              <LinkButton href="/sign-up" look="primary" size="large">
                Create an account
              </LinkButton>
              <LinkButton href="/sign-in" size="large">
                Sign in
              </LinkButton>
            </div>
          </div>
          <SampleCall />
        </div>
        <ul className="mt-20 grid gap-x-10 gap-y-8 border-line border-t pt-10 sm:grid-cols-3 lg:mt-28">
          {POINTS.map(({ Icon, title, text }) => (
            <li key={title}>
              <Icon aria-hidden className="size-5 text-accent" />
              <h2 className="mt-3 font-semibold text-14">{title}</h2>
              <p className="mt-1 text-pretty text-14 text-muted">{text}</p>
            </li>
          ))}
        </ul>
      </div>
    </PublicFrame>
  );
}
