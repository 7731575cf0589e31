// The tab of an alternative (a provider) and the example are chosen together, and an address can name it:
// interactive.html?provider=openai#/models/createmodel
{
  const { property, alternatives } = JSON.parse(
    document.getElementById("alternatives").textContent,
  );
  // Our own clicks choose nothing else.
  let isOurs = false;
  const click = (element) => {
    isOurs = true;
    element?.click();
    isOurs = false;
  };

  const tabOf = (value) =>
    [...document.querySelectorAll('[role="tab"][title]')].find(({ title }) => title === value);

  const chooseExample = (tab) => {
    const section = tab.closest('[data-section-id^="/"]');
    const list = section?.querySelector('.panel-request-samples [aria-label="Example"]');
    const wanted = Object.keys(alternatives).find((name) => alternatives[name] === tab.title);
    if (!list || !wanted || alternatives[list.textContent.trim()] === tab.title) return;
    click(list);
    chooseItem(wanted, () => tab.focus());
  };

  /** Takes an item of the list that was opened, as soon as it is drawn. */
  const chooseItem = (wanted, done, frames = 60) => {
    const items = [...document.querySelectorAll('[role="menuitem"]')];
    const item = items.find(({ textContent }) => textContent.trim() === wanted);
    click(item);
    if (item || frames === 0) return done();
    requestAnimationFrame(() => chooseItem(wanted, done, frames - 1));
  };

  document.addEventListener("click", ({ target }) => {
    if (isOurs) return;
    const tab = target.closest('[role="tab"][title]');
    if (tab) return chooseExample(tab);
    const item = target.closest('[role="menuitem"]');
    const value = item && alternatives[item.textContent.trim()];
    if (value) click(tabOf(value));
  });

  // Chosen once, as soon as it is drawn.
  const wanted = new URLSearchParams(location.search).get(property);
  const observer = new MutationObserver(() => {
    const tab = tabOf(wanted);
    if (!tab) return;
    observer.disconnect();
    click(tab);
    chooseExample(tab);
  });
  if (wanted) observer.observe(document.body, { childList: true, subtree: true });
}
