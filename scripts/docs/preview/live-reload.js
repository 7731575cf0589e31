// Put at the end of a served page: reloads it after a save, as its reader left it, and shows what is
// wrong with a save.
{
  const memory = `place in ${location.pathname}`;
  const { place, clicks = [] } = JSON.parse(sessionStorage.getItem(memory) ?? "{}");
  sessionStorage.removeItem(memory);

  // Redoc draws a section, and what is opened in it, when it comes near the screen. So the same place is not
  // always as far down the page; it is as far from the top of its section.
  const section = '[data-section-id^="/"]';
  const sections = () => [...document.querySelectorAll(section)];
  const sectionNamed = (name) => sections().find(({ dataset }) => dataset.sectionId === name);
  const topOf = (element) => element.getBoundingClientRect().top;
  const placeOf = (name) => (name ? sectionNamed(name) : document.documentElement);

  const reload = () => {
    const seen = sections().findLast((element) => topOf(element) <= innerHeight / 2);
    const name = seen?.dataset.sectionId;
    const place = { name, top: topOf(placeOf(name)) };
    sessionStorage.setItem(memory, JSON.stringify({ place, clicks }));
    location.reload();
  };

  // Redoc says nowhere what is open and chosen, so the clicks that made it so are noted and repeated.
  const clickable = "main button, [role=menuitem], [role=dialog] button";
  const describe = (element) => ({
    section: element.closest(section)?.dataset.sectionId,
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
  // With a frame, because Redoc draws nothing without.
  const pause = () =>
    new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));

  /** A page that is drawn by script takes a while; what is gone for good is left out. */
  const waitFor = async (find) => {
    for (let tries = 0; isRestoring && tries < 200; tries += 1) {
      const found = find();
      if (found) return found;
      await pause();
    }
  };
  const show = (element, block) => element?.scrollIntoView({ block, behavior: "instant" });
  const repeat = async (click) => {
    const element = await waitFor(() => {
      const found = listLike(click)[click.index];
      if (!found) show(sectionNamed(click.section), "nearest");
      return found;
    });
    // What is opened on the screen is drawn at once.
    if (click.section) show(element, "center");
    element?.click();
    await pause();
  };
  const restore = async () => {
    if (!place) return;
    for (const click of [...clicks]) await repeat(click);
    await waitFor(() => placeOf(place.name));
    // It also takes a while to be long enough, and scrolls by itself first.
    for (let tries = 0; isRestoring && tries < 60; tries += 1) {
      const element = placeOf(place.name);
      if (element) scrollBy({ top: topOf(element) - place.top, behavior: "instant" });
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
