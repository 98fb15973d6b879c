"use client";

import { useCallback, useRef, useState } from "react";
import { useSWRConfig } from "swr";
import { useApiPrefix } from "../frame/org-context";
import { toastError, toastUndo } from "../toast";
import { send } from "./fetcher";
import { noteTouched, serverNow } from "./freshness";
import { showAtOnce } from "./show-at-once";

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

export type Mutation<Input, Output> = {
  method: Method;
  /** Below the organization's API, or a full `/api/…` path. */
  path: (input: Input) => string;
  /** JSON body; by default the input itself, nothing for DELETE. */
  body?: (input: Input) => unknown;
  headers?: (input: Input) => Record<string, string>;
  /** Shown at once and rolled back when the server refuses. */
  optimistic?: (input: Input) => { path: string; change: (current: unknown) => unknown }[];
  /** Paths (prefixes) that have to be read again afterwards. */
  invalidates?: (input: Input, output: Output) => string[];
  /** A toast that offers to take it back. */
  undo?: (input: Input, output: Output) => { message: string; input: Input } | null;
  /** By default a failure is a toast; forms show it themselves and pass false. */
  toastErrors?: boolean;
};

/** What is under way, by address: also what another part of the page has sent there. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * The one way to change something: JSON, an `Idempotency-Key` per attempt of the person (kept while retrying the same
 * input after a network failure), optimistic cache, undo. Two changes of one thing go one after the other, as they were made.
 * `run` rejects with `ApiError`.
 */
export function useMutationApi<Input, Output = unknown>(mutation: Mutation<Input, Output>) {
  const api = useApiPrefix();
  const { mutate, cache } = useSWRConfig();
  const [pending, setPending] = useState(false);
  const latest = useRef(mutation);
  latest.current = mutation;
  const attempt = useRef<{ body: string; key: string } | null>(null);
  const count = useRef(0);

  const run = useCallback(
    async (input: Input, undoing = false): Promise<Output> => {
      const { method, path, body, headers, optimistic, invalidates, undo, toastErrors = true } = latest.current;
      const full = (each: string) => (each.startsWith("/api/") ? each : `${api}${each}`);
      const payload = body ? body(input) : method === "DELETE" ? undefined : input;
      const fingerprint = `${method} ${path(input)} ${JSON.stringify(payload)}`;
      if (attempt.current?.body !== fingerprint) attempt.current = { body: fingerprint, key: crypto.randomUUID() };
      const mine = attempt.current;
      const changes = (optimistic?.(input) ?? []).map(({ path: below, change }) => ({ key: full(below), change }));
      const settle = showAtOnce(changes, {
        read: (key) => cache.get(key)?.data,
        write: (key, data) => void mutate(key, data, { revalidate: false }),
      });
      const readAnew = (prefixes: string[]) => {
        const matches = (key: string) =>
          prefixes.some((prefix) => key === prefix || key.startsWith(`${prefix}?`) || key.startsWith(`${prefix}/`));
        if (prefixes.length === 0) return;
        noteTouched(`${prefixes.join()}/`, matches, serverNow());
        mutate((key) => typeof key === "string" && matches(key));
      };
      count.current += 1;
      setPending(true);
      const target = full(path(input));
      const sent = { "idempotency-key": mine.key, ...headers?.(input) };
      const go = () => send<Output>(method, target, payload, sent);
      const earlier = underWay.get(target);
      const sending = earlier ? earlier.then(go, go) : go();
      underWay.set(target, sending);
      try {
        const output = await sending;
        settle(true);
        // Another change may have been made meanwhile, and may have to be sent again as it was.
        if (attempt.current === mine) attempt.current = null;
        readAnew((invalidates?.(input, output) ?? []).map(full));
        const back = undoing ? null : undo?.(input, output);
        if (back) toastUndo(back.message, () => void run(back.input, true).catch(() => undefined));
        return output;
      } catch (error) {
        settle(false);
        // What was on its way was thrown away for the change.
        readAnew(changes.map(({ key }) => key));
        if (toastErrors) toastError(error);
        throw error;
      } finally {
        if (underWay.get(target) === sending) underWay.delete(target);
        count.current -= 1;
        setPending(count.current > 0);
      }
    },
    [api, mutate, cache],
  );
  return { run, pending };
}
