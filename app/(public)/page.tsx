import { LinkButton } from "../_ui/link-button";
import { PublicFrame } from "../_ui/public-frame";

export default function Landing() {
  return (
    <PublicFrame
      actions={
        <>
          <LinkButton href="/sign-in" look="ghost">
            Sign in
          </LinkButton>
          <LinkButton href="/sign-up" look="primary">
            Sign up
          </LinkButton>
        </>
      }
    >
      <h1 className="pt-24 font-semibold text-28">Foyer</h1>
    </PublicFrame>
  );
}
