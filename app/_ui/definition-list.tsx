import { Fragment, type ReactNode } from "react";

/** Facts of a record as label and value pairs; rows without a value show an en dash. */
export function DefinitionList({ items }: { items: ReadonlyArray<{ label: string; value: ReactNode }> }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] items-baseline gap-x-4 gap-y-2 text-13">
      {items.map((item) => (
        <Fragment key={item.label}>
          <dt className="text-faint">{item.label}</dt>
          <dd className="min-w-0 break-words">{item.value ?? <span className="text-faint">–</span>}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
