/** An environment variable where the runtime has any; an empty one counts as missing. */
export function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env: Record<string, string | undefined> } };
  try {
    return process!.env[name] || undefined;
  } catch {
    // There is no environment, or Deno may not read the variable.
  }
}
