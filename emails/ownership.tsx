import { Action, type Mail, MailLayout, Words } from "./layout";

/** Tells an admin that the organization is theirs now. `before` is the one who owned it, if anybody did. */
export function ownershipMail({
  organization,
  link,
  logo,
  before,
}: {
  organization: string;
  link: string;
  logo: string | undefined;
  before: string | undefined;
}): Mail {
  return {
    subject: `You own ${organization} on Foyer now`,
    body: (
      <MailLayout
        preview="Nobody else can hand it on."
        from={{ organization, logo }}
        heading={`${organization} is yours`}
        reason={`You get this mail because you are an admin of ${organization} on Foyer.`}
      >
        <Words>
          {before ? `${before} owned ${organization} until now.` : `${organization} had no owner until now.`} As its
          owner you cannot be removed or lose your role, and you alone can hand it on to another admin.
        </Words>
        <Action href={link} label="See its members" />
      </MailLayout>
    ),
  };
}

/** Tells the owner before that somebody else owns the organization now. */
export function handedOverMail({
  organization,
  link,
  logo,
  owner,
}: {
  organization: string;
  link: string;
  logo: string | undefined;
  owner: string;
}): Mail {
  return {
    subject: `${owner} owns ${organization} on Foyer now`,
    body: (
      <MailLayout
        preview="You are still an admin."
        from={{ organization, logo }}
        heading={`${organization} was handed over`}
        reason={`You get this mail because you owned ${organization} on Foyer. If this surprises you, write to us at once.`}
      >
        <Words>
          {owner} owns {organization} now. You are still one of its admins; only the new owner can hand it back.
        </Words>
        <Action href={link} label="See its members" />
      </MailLayout>
    ),
  };
}
