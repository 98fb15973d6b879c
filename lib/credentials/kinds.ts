/** Vendors of whom an organization may keep credentials, and how the settings speak of each. */
export const KINDS = {
  retell: {
    label: "Retell",
    use: "With it Foyer sets the webhook address of your agents and fetches calls whose webhooks never came.",
    where: "Retell shows it under API Keys.",
    verifiable: true,
  },
  vapi: {
    label: "Vapi",
    use: "With it Foyer fetches calls whose webhooks never came.",
    where: "Vapi shows it under Organization, API Keys, as the private key.",
    verifiable: true,
  },
  twilio: {
    label: "Twilio",
    use: "For text messages from your own numbers.",
    where: "Account SID and auth token, joined by a colon. Twilio shows both in the console.",
    verifiable: false,
  },
  google_calendar: {
    label: "Google Calendar",
    use: "For appointments in your own calendars.",
    where: "The JSON key of a service account, whole.",
    verifiable: false,
  },
  creatomate: {
    label: "Creatomate",
    use: "For rendering campaign creative in your own project.",
    where: "Creatomate shows it under Project settings, API.",
    verifiable: false,
  },
  boberdoo: {
    label: "Boberdoo",
    use: "For handing leads to your partners.",
    where: "Boberdoo shows it in the lead type's API specification.",
    verifiable: false,
  },
  slack: {
    label: "Slack",
    use: "For notices in your own workspace.",
    where: "The bot token of your Slack app, beginning with xoxb.",
    verifiable: false,
  },
  openai: {
    label: "OpenAI",
    use: "For writing with a model on your own account.",
    where: "OpenAI shows it once, when the key is made.",
    verifiable: false,
  },
  resend: {
    label: "Resend",
    use: "For mail from your own domain.",
    where: "Resend shows it under API Keys.",
    verifiable: false,
  },
} as const satisfies Record<string, { label: string; use: string; where: string; verifiable: boolean }>;

export type CredentialKind = keyof typeof KINDS;

/** A kind whose vendor can be asked whether a credential works. */
export type VerifiableKind = {
  [Kind in CredentialKind]: (typeof KINDS)[Kind]["verifiable"] extends true ? Kind : never;
}[CredentialKind];

export const kinds = Object.keys(KINDS) as CredentialKind[];
