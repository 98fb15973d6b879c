import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Img,
  Link,
  Preview,
  Section,
  Text,
} from "@react-email/components";
import type { ReactElement, ReactNode } from "react";

/** A mail ready to be rendered. */
export type Mail = { subject: string; body: ReactElement };

// Mail clients know no custom properties: these are the light and dark values of the dashboard's tokens.
const INK = "#1f1d1a";
const MUTED = "#6b6760";
const ACCENT = "#0f6b66";
const CANVAS = "#f6f5f2";
const SURFACE = "#ffffff";
const LINE = "#e4e1db";

const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .canvas, .canvas > table, .canvas > table > tbody > tr > td { background-color: #171614 !important; }
  .surface { background-color: #211f1c !important; border-color: #35322d !important; }
  .ink { color: #f2f0ec !important; }
  .muted { color: #a8a39a !important; }
  .line { border-color: #35322d !important; }
  .action { background-color: #2f9d95 !important; color: #06211f !important; }
  .link { color: #5cc4bb !important; }
  .code { background-color: #171614 !important; color: #f2f0ec !important; }
}`;

const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const text = { fontSize: 15, lineHeight: "24px", margin: "0 0 16px", color: INK };
const small = { fontSize: 13, lineHeight: "20px", margin: "0 0 8px", color: MUTED };

/** The one frame of all our mails: name, heading, words, and why it was sent. */
export function MailLayout({
  preview,
  heading,
  reason,
  from,
  children,
}: {
  preview: string;
  heading: string;
  reason: string;
  /** The organization it is about, with the address of its picture where it has one; else the mail is Foyer's own. */
  from?: { organization: string; logo: string | undefined };
  children: ReactNode;
}) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{DARK}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body className="canvas" style={{ backgroundColor: CANVAS, fontFamily: FONT, margin: 0, padding: "32px 12px" }}>
        <Container style={{ maxWidth: 520, margin: "0 auto" }}>
          {from?.logo ? (
            <Img
              src={from.logo}
              alt={from.organization}
              height={40}
              style={{ margin: "0 0 16px 4px", maxWidth: 200, borderRadius: 8 }}
            />
          ) : (
            <Text className="ink" style={{ ...text, fontSize: 16, fontWeight: 600, margin: "0 0 16px 4px" }}>
              Foyer
            </Text>
          )}
          <Section
            className="surface"
            style={{ backgroundColor: SURFACE, border: `1px solid ${LINE}`, borderRadius: 12, padding: "28px 32px" }}
          >
            <Heading
              as="h1"
              className="ink"
              style={{ fontSize: 22, lineHeight: "28px", fontWeight: 600, margin: "0 0 16px", color: INK }}
            >
              {heading}
            </Heading>
            {children}
          </Section>
          <Text className="muted" style={{ ...small, margin: "16px 4px 0" }}>
            {reason}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** A paragraph. */
export function Words({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={text}>
      {children}
    </Text>
  );
}

/** The one thing the reader came for, with the address spelled out for those whose client hides buttons. */
export function Action({ href, label }: { href: string; label: string }) {
  return (
    <>
      <Section style={{ margin: "8px 0 24px" }}>
        <Button
          className="action"
          href={href}
          style={{
            backgroundColor: ACCENT,
            color: SURFACE,
            borderRadius: 8,
            fontSize: 15,
            fontWeight: 600,
            padding: "12px 20px",
            textDecoration: "none",
          }}
        >
          {label}
        </Button>
      </Section>
      <Hr className="line" style={{ borderColor: LINE, margin: "0 0 16px" }} />
      <Text className="muted" style={small}>
        If the button does not work, open this address:
        <br />
        <Link className="link" href={href} style={{ color: ACCENT, wordBreak: "break-all" }}>
          {href}
        </Link>
      </Text>
    </>
  );
}

/** A code to type. */
export function Code({ value }: { value: string }) {
  return (
    <Text
      className="code"
      style={{
        backgroundColor: CANVAS,
        borderRadius: 8,
        color: INK,
        fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
        fontSize: 28,
        letterSpacing: 6,
        lineHeight: "36px",
        margin: "0 0 16px",
        padding: "16px 0",
        textAlign: "center",
      }}
    >
      {value}
    </Text>
  );
}
