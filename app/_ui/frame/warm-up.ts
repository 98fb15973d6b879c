const AFTER_MS = 3000;

/**
 * Fetches the overlays nobody has opened yet once the page has settled: menus, dialogs, toasts and the command bar then
 * open at once, also without a connection. The first load does not carry them.
 * @returns what calls it off
 */
export function warmUp(): () => void {
  const timer = setTimeout(() => {
    // What fails here is fetched again when it is wanted.
    Promise.all([
      import("../toaster"),
      import("../tip"),
      import("../menu-parts"),
      import("../dialog-parts"),
      import("../confirm-dialog-parts"),
      import("../popover-parts"),
      import("./command-bar"),
      import("./shortcut-help"),
      import("./person-menu-items"),
      import("./organization-links"),
    ]).catch(() => undefined);
  }, AFTER_MS);
  return () => clearTimeout(timer);
}
