/** What a figure is, beside it on the card that a row becomes on a phone, where no head of a column says it. */
export function PhoneWord({ children }: { children: string }) {
  return <span className="text-muted sm:hidden">{` ${children}`}</span>;
}
