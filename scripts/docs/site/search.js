// Shows of the list what the query of the address asks for; without it, the whole list.
const input = document.querySelector("input");
const found = document.getElementById("found");
const entries = [...document.querySelectorAll(".results li")].map((element) => ({
  element,
  name: element.querySelector("a").textContent.toLowerCase(),
  text: element.textContent.toLowerCase(),
}));

function show() {
  const query = input.value.trim().toLowerCase();
  const words = query.split(/\s+/);
  const hits = entries.filter(({ text }) => words.every((word) => text.includes(word)));
  // The name itself first, then names that begin with it, then names that hold it.
  const rank = ({ name }) =>
    name === query ? 0 : name.startsWith(query) ? 1 : name.includes(query) ? 2 : 3;
  if (query) hits.sort((one, other) => rank(one) - rank(other));
  for (const { element } of entries) element.hidden = true;
  for (const { element } of hits) {
    element.hidden = false;
    element.parentElement.append(element);
  }
  found.textContent = query
    ? `${hits.length || "No"} ${hits.length === 1 ? "place" : "places"} with “${input.value.trim()}”.`
    : "Every name of the API and where it stands.";
}

input.value = new URLSearchParams(location.search).get("q") ?? "";
input.addEventListener("input", show);
// As it comes, the page is the whole list.
if (input.value) show();
