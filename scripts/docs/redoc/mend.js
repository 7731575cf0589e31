// What Redoc offers no option for, done on the page as it is drawn.
{
  const plainPages = JSON.parse(document.getElementById("plain-pages").textContent);
  const plainLink = document.getElementById("plain");

  // Redoc changes the fragment without an event, so the address is made when it is needed.
  const aim = () => {
    plainLink.href = plainPages[location.hash] ?? "index.html";
  };
  for (const name of ["pointerdown", "focus", "mouseenter"]) plainLink.addEventListener(name, aim);

  // A fragment is a place of Redoc's, so this link moves the focus only.
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    const main = document.querySelector("main");
    main.tabIndex = -1;
    main.focus();
  });

  // Our search finds every name; Redoc's does not.
  addEventListener(
    "keydown",
    (event) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      document.querySelector("#top input").focus();
    },
    true,
  );

  const mendMenu = () => {
    const menu = document.querySelector(".menu-content:not([role])");
    menu?.setAttribute("role", "navigation");
    menu?.setAttribute("aria-label", "Operations");
  };

  /** Makes a dialog of an overlay: named, with the focus kept inside and given back. */
  const mendDialog = (dialog) => {
    const opener = document.activeElement;
    const title = dialog.querySelector("h1, h2, h3, h4")?.textContent ?? "Details";
    dialog.setAttribute("role", "dialog");
    dialog.setAttribute("aria-modal", "true");
    dialog.setAttribute("aria-label", title);
    for (const button of dialog.querySelectorAll("button")) {
      if (!button.textContent.trim()) button.setAttribute("aria-label", "Close");
    }
    dialog.focus();
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Tab") return;
      const stops = [...dialog.querySelectorAll("a[href], button, input, select, textarea")];
      const edge = event.shiftKey ? stops[0] : stops.at(-1);
      if (document.activeElement !== edge && stops.includes(document.activeElement)) return;
      event.preventDefault();
      (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
    });
    return () => opener?.focus();
  };

  const closers = new Map();
  new MutationObserver((records) => {
    mendMenu();
    for (const { addedNodes, removedNodes, target } of records) {
      if (target !== document.body) continue;
      for (const node of addedNodes) {
        const dialog = node.querySelector?.(':scope > [tabindex="0"]');
        if (dialog) closers.set(node, mendDialog(dialog));
      }
      for (const node of removedNodes) closers.get(node)?.();
    }
  }).observe(document.body, { childList: true, subtree: true });
  mendMenu();
}
