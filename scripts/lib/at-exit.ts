const pending = new Set<() => void>();

process.on("exit", () => {
  // What came last may work with what came before.
  for (const undo of [...pending].reverse()) undo();
});

/**
 * Undoes something when this process ends before it is done, whatever ends it but a kill.
 *
 * @returns a function that takes it back.
 */
export function atExit(undo: () => void): () => void {
  pending.add(undo);
  return () => pending.delete(undo);
}
