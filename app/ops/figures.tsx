import clsx from "clsx";

export type Figure = { name: string; value: string; note?: string; isTrouble?: boolean };

/** A few figures side by side in a card, each with its name above and a note below. */
export function Figures({ label, figures }: { label: string; figures: readonly Figure[] }) {
  return (
    <dl aria-label={label} className="-mr-px -mb-px grid grid-cols-2 sm:grid-cols-3 xl:grid-cols-6">
      {figures.map(({ name, value, note, isTrouble }) => (
        <div key={name} className="min-w-0 border-line border-r border-b px-4 py-3">
          <dt className="truncate text-12 text-faint">{name}</dt>
          <dd>
            <span className={clsx("tabular block truncate font-medium text-16", isTrouble && "text-bad")}>{value}</span>
            {note ? <span className="block truncate text-12 text-faint">{note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
