import { currentPerson } from "@/lib/auth/session";
import { LinkButton } from "./_ui/link-button";
import { PublicFrame } from "./_ui/public-frame";

/** A page that is not there, or not yours: both look the same on purpose. */
export default async function NotFound() {
  const reader = await currentPerson().catch(() => undefined);
  return (
    <PublicFrame narrow>
      {/* Next shows no metadata of a not-found page when a layout or its metadata has thrown. */}
      <title>Not found · Foyer</title>
      <p className="font-mono text-13 text-faint">404</p>
      <h1 className="mt-2 font-semibold text-28">There is nothing at this address</h1>
      <p className="mt-2 text-16 text-muted">
        It may have been deleted, or it belongs to an organization you are not a member of.{" "}
        {reader ? `You are signed in as ${reader.email}.` : "Sign in to see what is yours."}
      </p>
      <div className="mt-6 flex gap-2">
        <LinkButton href="/" look="primary" size="large">
          Go to the start
        </LinkButton>
        {reader ? (
          <LinkButton href="/account" size="large">
            Your account
          </LinkButton>
        ) : (
          <LinkButton href="/sign-in" size="large">
            Sign in
          </LinkButton>
        )}
      </div>
    </PublicFrame>
  );
}
