/** What stack traces look like, in the languages that servers are written in. */
const traces: RegExp[] = [
  // JavaScript: `at handler (file:///srv/app.js:10:5)`, `at /srv/app.js:10:5`
  /\bat (?:[\w$.<>[\] ]+ \()?(?:async )?(?:file:\/\/|node:|[A-Za-z]:\\|\/|[\w./-]+\.[cm]?[jt]sx?)[^\s()"\\]*:\d+:\d+/,
  /\/node_modules\//,
  // Python
  /Traceback \(most recent call last\)/,
  /File \\?"[^"]+\\?", line \d+/,
  // Java, Kotlin, Scala
  /\bat [\w$.]+\([\w$]+\.(?:java|kt|scala):\d+\)/,
  // Go
  /\bgoroutine \d+ \[/,
  // .NET
  /\bat [\w.]+\(.*\) in .+:line \d+/,
  // Ruby, PHP, Rust
  /\.rb:\d+:in [`']/,
  /\bStack trace:|\.php(?:\(\d+\)|:\d+)/,
  /thread '.+' panicked at/,
];

/** The first piece of a stack trace in an answer; `undefined` where there is none. */
export function findStackTrace(body: string): string | undefined {
  for (const trace of traces) {
    const found = trace.exec(body);
    if (found) return found[0];
  }
  return undefined;
}
