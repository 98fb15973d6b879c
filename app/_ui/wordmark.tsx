/** The name with its mark: a doorway with the light on. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-16 tracking-tight">
      <svg aria-hidden viewBox="0 0 20 20" className="size-5">
        <path d="M3 18V8a7 7 0 0 1 14 0v10z" className="fill-accent" />
        <path d="M8 18V9.5a2.5 2.5 0 0 1 5 0V18z" className="fill-canvas" />
      </svg>
      Foyer
    </span>
  );
}
