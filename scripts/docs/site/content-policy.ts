import { createHash } from "node:crypto";

/** A content security policy that allows these inline styles and scripts, and nothing else. */
export function contentPolicy(styles: string[], scripts: string[], rest: string[] = []): string {
  return [
    "default-src 'none'",
    `style-src ${styles.map(hash).join(" ")}`,
    ...(scripts.length > 0 ? [`script-src ${scripts.map(hash).join(" ")}`] : []),
    "img-src 'self' data:",
    // For robots.txt, which Lighthouse reads from within the page.
    "connect-src 'self'",
    "base-uri 'none'",
    ...rest,
  ].join("; ");
}

/** The hash by which a policy allows one inline script or style. */
export function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Allows one more source in a policy. */
export function allow(policy: string, directive: string, source: string): string {
  const parts = policy.split("; ");
  const index = parts.findIndex((part) => part.startsWith(`${directive} `));
  if (index === -1) return `${policy}; ${directive} ${source}`;
  return parts.map((part, at) => (at === index ? `${part} ${source}` : part)).join("; ");
}
