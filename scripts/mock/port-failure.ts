/** What to do about a port that cannot be used; undefined when that is not the trouble. */
export function explainPort(error: string, port: number): string | undefined {
  if (error.includes("EADDRINUSE")) {
    return `Port ${port} on 127.0.0.1 is taken. Stop what uses it, or choose another: npm run mock -- --port ${port + 1}`;
  }
  if (error.includes("EACCES")) {
    return `Port ${port} may not be used by this user. Choose one above 1023: npm run mock -- --port 4010`;
  }
  return undefined;
}
