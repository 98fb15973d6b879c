import type { KeyRotation } from "@/lib/keys/schemas";
import { formatCount } from "../_ui/format/format-count";
import { Time } from "../_ui/time";

/** How far a rotation is, or how it ended. */
export function RotationProgress({ rotation }: { rotation: KeyRotation }) {
  const { state, organizations, fields } = rotation;
  const isOver = state === "completed";
  const ended = organizations.started - organizations.unfinished;
  const [value, most] =
    organizations.counting === 0 && fields.total > 0
      ? [fields.done + fields.failed, fields.total]
      : [ended, organizations.started];
  return (
    <div className="flex flex-col gap-2 border-line border-b px-4 py-3 text-13" role="status">
      <p className="text-pretty text-muted">
        <span className="font-medium text-ink">{whatOf(rotation)}</span>, started <Time at={rotation.started_at} />
        {rotation.started_by ? ` by ${rotation.started_by}` : ""}
        {isOver ? (
          <>
            , done <Time at={rotation.finished_at} />
          </>
        ) : null}
        . {isOver ? null : `${underWay(rotation)} `}
        {fields.total > 0 || isOver
          ? `${formatCount(fields.done, "field")} ${isOver ? "moved" : `of ${fields.total.toLocaleString("en-US")} moved`}.`
          : ""}
      </p>
      {isOver ? null : (
        <progress
          aria-label="How far the rotation is"
          className="h-1.5 w-full max-w-[48rem] appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
          max={Math.max(1, most)}
          value={value}
        />
      )}
      {fields.failed > 0 ? (
        <p className="text-warn">
          {formatCount(fields.failed, "field")} could not be opened and stayed as they were: those secrets have to be
          saved again.
        </p>
      ) : null}
    </div>
  );
}

function whatOf({ new_data_keys, organization }: KeyRotation): string {
  const what = new_data_keys ? "New data keys" : "Data keys wrapped anew";
  return `${what} for ${organization ?? "everybody"}`;
}

function underWay({ state, organizations: { started, unfinished, counting } }: KeyRotation): string {
  const done = `${started - unfinished} of ${formatCount(started, "organization")} done`;
  if (state === "starting") return `${formatCount(started, "organization")} so far, others follow.`;
  return counting > 0 ? `${done}, counting in ${counting}.` : `${done}.`;
}

/** Those before, in a line each. */
export function EarlierRotations({ rotations }: { rotations: readonly KeyRotation[] }) {
  if (rotations.length === 0) return null;
  return (
    <details className="border-line border-t px-4 py-2.5 text-13">
      <summary className="cursor-pointer rounded-[3px] text-muted hover:text-ink">Earlier rotations</summary>
      <ul className="mt-2 flex flex-col gap-1 text-muted">
        {rotations.map((rotation) => (
          <li key={rotation.id}>
            {whatOf(rotation)}, <Time at={rotation.finished_at ?? rotation.started_at} />
            {rotation.started_by ? ` by ${rotation.started_by}` : ""}: {formatCount(rotation.fields.done, "field")}{" "}
            moved
            {rotation.fields.failed > 0 ? `, ${rotation.fields.failed} could not be opened` : ""}
          </li>
        ))}
      </ul>
    </details>
  );
}
