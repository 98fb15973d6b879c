"use client";

import { createRoot } from "react-dom/client";
import { ProofDialog } from "./proof-dialog";

let asking: Promise<boolean> | undefined;

/**
 * Asks over the page for the password or the code once more; whoever asks meanwhile shares the answer.
 * @returns whether it was given. In a root of its own: what asks is a request, which knows no component
 */
export function askForProof(by: "code" | "password"): Promise<boolean> {
  asking ??= ask(by).finally(() => {
    asking = undefined;
  });
  return asking;
}

function ask(by: "code" | "password"): Promise<boolean> {
  return new Promise((resolve) => {
    const root = createRoot(document.body.appendChild(document.createElement("div")));
    const close = (given: boolean) => {
      resolve(given);
      // Not while React draws the dialog that closes.
      setTimeout(() => root.unmount());
    };
    root.render(<ProofDialog by={by} onClose={close} />);
  });
}
