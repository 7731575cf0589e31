/** A page of the docs. Its Markdown links to other pages from the root: `[Model](/schemas/Model.md)`. */
export interface Page {
  /** Where it stands, without its ending: `schemas/Model`. */
  path: string;
  /** The heading of its group in the menu; the home page has none. */
  group: string;
  /** In the menu and in lists; plain text. */
  label: string;
  /** The title of the browser's tab, which no other page has. */
  title: string;
  /** One sentence in plain text, for search engines and in lists. */
  description: string;
  markdown: string;
  /** What follows `interactive.html` in the address of the view that shows the same. */
  interactive?: string;
  /** Fragments that must lead somewhere on this page: the text of a first cell → the id. */
  ids?: Map<string, string>;
}
