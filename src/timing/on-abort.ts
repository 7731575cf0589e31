interface Watch {
  callbacks: Set<() => void>;
  listener: () => void;
}

const watched = new WeakMap<AbortSignal, Watch>();

/**
 * Calls back when a signal is aborted. However many calls share a signal, it gets one listener:
 * Node warns of a leak from the eleventh on.
 *
 * @returns A function that takes the callback away again.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const { callbacks, listener } = watched.get(signal) ?? watch(signal);
  // Adding the same listener again changes nothing.
  signal.addEventListener("abort", listener);
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) signal.removeEventListener("abort", listener);
  };
}

function watch(signal: AbortSignal): Watch {
  const callbacks = new Set<() => void>();
  const listener = () => {
    for (const callback of callbacks) callback();
  };
  watched.set(signal, { callbacks, listener });
  return { callbacks, listener };
}

/** `throwIfAborted` of a signal, also where signals lack it and their reason (React Native). */
export function throwIfAborted(signal: AbortSignal | null | undefined): void {
  if (signal?.aborted) throw reasonOf(signal);
}

/** Why a signal was aborted. */
export function reasonOf(signal: AbortSignal): unknown {
  return (
    signal.reason ?? Object.assign(new Error("This operation was aborted"), { name: "AbortError" })
  );
}
