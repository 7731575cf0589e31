/** Put at the end of a served page: reloads it on change and shows what is wrong with a save. */
export const liveReload = `
  {
    let connected = false;
    const events = new EventSource("/events");
    const place = "scroll of " + location.pathname;
    const reload = () => {
      sessionStorage.setItem(place, scrollY);
      location.reload();
    };
    // A page that is drawn by script takes a while to be long enough, and scrolls by itself first.
    const wanted = Number(sessionStorage.getItem(place));
    sessionStorage.removeItem(place);
    let isRestoring = wanted > 0;
    for (const name of ["wheel", "keydown", "pointerdown"]) {
      addEventListener(name, () => (isRestoring = false), { once: true });
    }
    setTimeout(() => (isRestoring = false), 3000);
    const restore = () => {
      if (!isRestoring) return;
      if (scrollY !== wanted) scrollTo({ top: wanted, behavior: "instant" });
      setTimeout(restore, 50);
    };
    restore();
    const panel = document.createElement("pre");
    panel.setAttribute("role", "alert");
    panel.style.cssText =
      "position:fixed;inset:auto 0 0 0;z-index:9999;margin:0;padding:16px;max-height:60vh;overflow:auto;" +
      "white-space:pre-wrap;font:13px/1.5 monospace;color:#fff;background:#a11;border-top:4px solid #f66";
    events.addEventListener("problem", ({ data }) => {
      panel.textContent = "The last save is not shown, because it is not valid.\\n\\n" + JSON.parse(data);
      document.body.append(panel);
    });
    events.addEventListener("reload", reload);
    // The server was started again: what it has may be new.
    events.addEventListener("open", () => {
      if (connected) reload();
      connected = true;
    });
  }
`;

/** Served until there is a first valid page. */
export const waitingPage =
  '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>No docs yet</title></head><body><p>There is no valid page yet; this one reloads as soon as there is.</p></body></html>\n';
