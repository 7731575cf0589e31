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
    const [title] = dialog.innerText.trim().split("\n");
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

  const openDialogs = new Map();
  const mend = () => {
    mendMenu();
    for (const dialog of document.querySelectorAll(
      'body > div:not(#redoc) > [tabindex="0"]:not([role])',
    )) {
      openDialogs.set(dialog, mendDialog(dialog));
    }
    for (const [dialog, giveBack] of openDialogs) {
      if (dialog.isConnected) continue;
      openDialogs.delete(dialog);
      giveBack();
    }
  };
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  mend();
}
