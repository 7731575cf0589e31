// Put at the end of a served page: reloads it after a save, as its reader left it, and shows what is
// wrong with a save.
{
  const memory = `place in ${location.pathname}`;
  const { scroll = 0, clicks = [] } = JSON.parse(sessionStorage.getItem(memory) ?? "{}");
  sessionStorage.removeItem(memory);

  const reload = () => {
    sessionStorage.setItem(memory, JSON.stringify({ scroll: scrollY, clicks }));
    location.reload();
  };

  // Redoc says nowhere what is open and chosen, so the clicks that made it so are noted and repeated.
  const clickable = "main button, [role=menuitem], [role=dialog] button";
  const describe = (element) => ({
    section: element.closest("[data-section-id]")?.dataset.sectionId,
    words: element.getAttribute("aria-label") ?? element.innerText.trim(),
  });
  const listLike = ({ section, words }) =>
    [...document.querySelectorAll(clickable)].filter((element) => {
      const other = describe(element);
      return other.section === section && other.words === words;
    });
  const note = ({ target, isTrusted }) => {
    const element = target.closest(clickable);
    if (!isTrusted || !element || /copy/i.test(describe(element).words)) return;
    const like = describe(element);
    clicks.push({ ...like, index: listLike(like).indexOf(element) });
  };
  addEventListener("click", note, true);

  // What a reader does ends it.
  let isRestoring = true;
  for (const name of ["wheel", "keydown", "pointerdown"]) {
    addEventListener(name, () => (isRestoring = false), { once: true });
  }
  const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

  const repeat = async (click) => {
    // A page that is drawn by script takes a while; what is gone for good is left out.
    for (let tries = 0; isRestoring && tries < 200; tries += 1) {
      const element = listLike(click)[click.index];
      element?.click();
      await pause();
      if (element) return;
    }
  };
  const restore = async () => {
    for (const click of [...clicks]) await repeat(click);
    // It also takes a while to be long enough, and scrolls by itself first.
    for (let tries = 0; isRestoring && scroll > 0 && tries < 60; tries += 1) {
      if (scrollY !== scroll) scrollTo({ top: scroll, behavior: "instant" });
      await pause();
    }
  };
  restore();

  const panel = document.createElement("pre");
  panel.setAttribute("role", "alert");
  panel.style.cssText =
    "position:fixed;inset:auto 0 0 0;z-index:9999;margin:0;padding:16px;max-height:60vh;overflow:auto;" +
    "white-space:pre-wrap;font:13px/1.5 monospace;color:#fff;background:#a11;border-top:4px solid #f66";

  let isConnected = false;
  const events = new EventSource("/events");
  events.addEventListener("problem", ({ data }) => {
    panel.textContent = `The last save is not shown, because it is not valid.\n\n${JSON.parse(data)}`;
    document.body.append(panel);
  });
  events.addEventListener("reload", reload);
  // The server was started again: what it has may be new.
  events.addEventListener("open", () => {
    if (isConnected) reload();
    isConnected = true;
  });
}
