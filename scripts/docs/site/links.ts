/** From a page to a target that begins with `/`: relative, so that the folder works anywhere. */
export function relativeLink(from: string, target: string): string {
  return "../".repeat(from.split("/").length - 1) + target.slice(1);
}

/** The HTML page of a link to a Markdown page. */
export function asHtml(target: string): string {
  return target.replace(/\.md(?=#|$)/, ".html");
}

/** Markdown whose links to other pages, which begin with `/`, are made by `link`. */
export function relink(markdown: string, link: (target: string) => string): string {
  return markdown.replaceAll(/\]\((\/[^)\s]*)\)/g, (_, target) => `](${link(target)})`);
}
