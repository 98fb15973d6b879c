import { Action, type Mail, MailLayout, Words } from "./layout";

/** Tells an admin that a host name lost its proof, or leads here no more for that. `until` is a day in words. */
export function domainMail({
  news,
  hostname,
  organization,
  record,
  until,
  link,
  logo,
}: {
  news: "missing" | "lapsed";
  hostname: string;
  organization: string;
  record: { name: string; value: string };
  until: string | null;
  link: string;
  logo: string | undefined;
}): Mail {
  const isOver = news === "lapsed";
  const what = isOver ? `${hostname} no longer leads to Foyer` : `The proof of ${hostname} is gone from its DNS`;
  return {
    subject: `${what} (${organization})`,
    body: (
      <MailLayout
        preview={
          isOver
            ? "Your people find the organization under Foyer's own address."
            : `It leads to ${organization} for a week yet.`
        }
        from={{ organization, logo }}
        heading={what}
        reason={`You get this mail because you are an admin of ${organization} on Foyer.`}
      >
        <Words>
          {isOver
            ? "The record that proved it was missing for a week. Your people find the organization under Foyer's own address; nothing else has changed."
            : `It goes on leading to ${organization} until ${until ?? "a week from now"}, so that nobody is shut out by a slip. If the name is still yours, write the record again; if it is not, remove the name.`}
        </Words>
        <Words>
          TXT record <b>{record.name}</b> with the value <b>{record.value}</b>.
        </Words>
        <Action href={link} label={isOver ? "Prove it again" : "Look at the domain"} />
      </MailLayout>
    ),
  };
}
