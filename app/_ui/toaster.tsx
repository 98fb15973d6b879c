import { createRoot } from "react-dom/client";
import { Toaster, toast } from "sonner";
import { UndoLabel } from "./undo-label";

let mounted = false;

/** Mounts the place where toasts appear, once, beside the page, and returns `toast`. */
export function readyToaster(): typeof toast {
  if (!mounted) {
    mounted = true;
    const host = document.createElement("div");
    document.body.append(host);
    createRoot(host).render(
      <Toaster
        position="bottom-center"
        offset={20}
        mobileOffset={{ bottom: 76 }}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              "flex w-full items-center gap-3 rounded-card bg-ink px-4 py-3 text-13 text-canvas shadow-overlay sm:w-[22rem]",
            title: "font-medium",
            content: "min-w-0 flex-1",
            description: "opacity-80",
            actionButton: "shrink-0 rounded-control px-2 py-1 font-semibold text-13 underline underline-offset-4",
          },
        }}
      />,
    );
  }
  return toast;
}

/** Says that something worked and offers to take it back, once, for six seconds. */
export function offerUndo(message: string, undo: () => void) {
  let offered = true;
  const take = () => {
    if (!offered) return;
    offered = false;
    toast.dismiss(id);
    undo();
  };
  const id = readyToaster()(message, {
    duration: 6000,
    action: { label: <UndoLabel onUndo={take} />, onClick: take },
  });
}
