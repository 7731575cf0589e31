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

/** What databases say of queries. */
const queries: RegExp[] = [
  /\b(?:select\s+["'`*\w][^;]{0,200}\sfrom\s+["'`]|insert\s+into|delete\s+from|update\b.{1,80}\bset)\s+["'`\\\w]+/i,
  /duplicate key value violates|syntax error at or near|SQLSTATE|ORA-\d{5}|SQLITE_[A-Z]+/,
  /\bER_[A-Z_]{4,}\b|E11000/,
];

/** Files of a server. */
const files: RegExp[] = [
  /(?<![\w/.:-])\/(?:var|srv|home|usr|etc|opt|app|root|tmp|proc|Users)\/[\w.-]+/,
  /\b[A-Z]:\\\\?(?:\w|\.)+\\/,
];

/** The first piece of a server's internals in an answer; `undefined` where there is none. */
export function findInternals(body: string): { what: string; text: string } | undefined {
  const kinds: [string, RegExp[]][] = [
    ["stack trace", traces],
    ["query", queries],
    ["path of the server", files],
  ];
  for (const [what, patterns] of kinds) {
    for (const pattern of patterns) {
      const found = pattern.exec(body);
      if (found) return { what, text: found[0] };
    }
  }
  return undefined;
}
