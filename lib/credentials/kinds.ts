/** Vendors of whom an organization may keep credentials, and how the settings speak of each. */
export const KINDS = {
  retell: {
    label: "Retell",
    use: "With it Foyer sets the webhook address of your agents and fetches calls whose webhooks never came.",
    where: "Retell shows it under API Keys.",
    unverifiable_because: null,
  },
  vapi: {
    label: "Vapi",
    use: "With it Foyer fetches calls whose webhooks never came.",
    where: "Vapi shows it under Organization, API Keys, as the private key.",
    unverifiable_because: null,
  },
  twilio: {
    label: "Twilio",
    use: "For text messages from your own numbers.",
    where: "Account SID and auth token, joined by a colon. Twilio shows both in the console.",
    unverifiable_because: null,
  },
  google_calendar: {
    label: "Google Calendar",
    use: "For appointments in your own calendars.",
    where: "The JSON key of a service account, whole.",
    unverifiable_because: null,
  },
  creatomate: {
    label: "Creatomate",
    use: "For rendering campaign creative in your own project.",
    where: "Creatomate shows it under Project settings, API.",
    unverifiable_because: null,
  },
  boberdoo: {
    label: "Boberdoo",
    use: "For handing leads to your partners.",
    where: "Boberdoo shows it in the lead type's API specification.",
    unverifiable_because:
      "Each partner's Boberdoo stands at an address of its own and takes whatever comes with this code for a lead, so it cannot be tried without sending a real one.",
  },
  slack: {
    label: "Slack",
    use: "For notices in your own workspace.",
    where: "The bot token of your Slack app, beginning with xoxb.",
    unverifiable_because: null,
  },
  openai: {
    label: "OpenAI",
    use: "For writing with a model on your own account.",
    where: "OpenAI shows it once, when the key is made.",
    unverifiable_because: null,
  },
  resend: {
    label: "Resend",
    use: "For mail from your own domain.",
    where: "Resend shows it under API Keys.",
    unverifiable_because: null,
  },
} as const satisfies Record<
  string,
  {
    label: string;
    use: string;
    where: string;
    /** Why no question can be asked whose answer tells a good credential from a bad one; null where one can. */
    unverifiable_because: string | null;
  }
>;

export type CredentialKind = keyof typeof KINDS;

/** A kind whose vendor can be asked whether a credential works. */
export type VerifiableKind = {
  [Kind in CredentialKind]: (typeof KINDS)[Kind]["unverifiable_because"] extends null ? Kind : never;
}[CredentialKind];

export const kinds = Object.keys(KINDS) as CredentialKind[];

/** Whether a kind's vendor can be asked. */
export function isVerifiable(kind: CredentialKind): kind is VerifiableKind {
  return KINDS[kind].unverifiable_because === null;
}
