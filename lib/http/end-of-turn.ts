let end: Promise<void> | undefined;

/** The end of this turn of the event loop, the same for all who wait for it: they go on together, step by step (decision 175). */
export function endOfTurn(): Promise<void> {
  end ??= new Promise((resolve) =>
    setImmediate(() => {
      end = undefined;
      resolve();
    }),
  );
  return end;
}
