import { type Mail, MailLayout, Words } from "./layout";

/** The ends of the audit logs on one day (`YYYY-MM-DD`), for a mailbox that keeps them: one line each, readable by `npm run audit-log`. */
export function auditHeadsMail({
  day,
  heads,
}: {
  day: string;
  heads: readonly { org_id: string; slug: string; seq: number; hash: string }[];
}): Mail {
  return {
    subject: `Foyer: heads of the audit logs, ${day}`,
    body: (
      <MailLayout
        preview="Keep this mail: it shows later that nothing was taken out."
        heading={`Heads of the audit logs, ${day}`}
        reason="You get this mail because AUDIT_ANCHOR_EMAIL names this address. Keep it for as long as you keep the audit logs."
      >
        <Words>
          Each line is the last entry of an organization’s audit log: organization, number of entries, hash. Save them
          as a file and run <b>npm run audit-log -- heads.txt</b> to see that the logs still hold them.
        </Words>
        {heads.map(({ org_id, slug, seq, hash }) => (
          <Words key={org_id}>
            {slug}: {`${org_id} ${seq} ${hash}`}
          </Words>
        ))}
      </MailLayout>
    ),
  };
}
