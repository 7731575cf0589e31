/** Put at the end of a served page: reloads it on change and shows what is wrong with a save. */
export const liveReload = `<script>
  {
    let connected = false;
    const events = new EventSource("events");
    const panel = document.createElement("pre");
    panel.setAttribute("role", "alert");
    panel.style.cssText =
      "position:fixed;inset:auto 0 0 0;z-index:9999;margin:0;padding:16px;max-height:60vh;overflow:auto;" +
      "white-space:pre-wrap;font:13px/1.5 monospace;color:#fff;background:#a11;border-top:4px solid #f66";
    events.addEventListener("problem", ({ data }) => {
      panel.textContent = "The last save is not shown, because it is not valid.\\n\\n" + JSON.parse(data);
      document.body.append(panel);
    });
    events.addEventListener("reload", () => location.reload());
    // The server was started again: what it has may be new.
    events.addEventListener("open", () => {
      if (connected) location.reload();
      connected = true;
    });
  }
</script>
`;

/** Served until there is a first valid page. */
export const waitingPage =
  '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>No docs yet</title></head><body><p>There is no valid page yet; this one reloads as soon as there is.</p></body></html>\n';
