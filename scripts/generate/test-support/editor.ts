import { dirname, join } from "node:path";
import ts from "typescript";

/** What an editor shows of files that exist in memory only. */
export interface Editor {
  /** The messages about a file, each with its elaborations on further lines. */
  problems(file: string): string[];
  /** What is offered at a text of the file, inside its quotes. */
  completions(file: string, at: string): string[];
  /** What is shown for the first occurrence of a name: its type, and its docstring with tags. */
  hover(file: string, name: string): { type: string; docs: string; tags: string[] };
}

/**
 * Opens files with the compiler's language service.
 *
 * @param files Path under the project's root to content.
 */
export function openEditor(files: Map<string, string>): Editor {
  const root = process.cwd();
  const contents = new Map([...files].map(([path, text]) => [join(root, path), text]));
  const service = ts.createLanguageService(serviceHost(root, contents));
  const find = (file: string, text: string) => {
    const path = join(root, file);
    const position = contents.get(path)?.indexOf(text) ?? -1;
    if (position < 0) throw new Error(`${file} does not contain ${text}`);
    return [path, position] as const;
  };
  return {
    problems(file) {
      const path = join(root, file);
      const found = [
        ...service.getSyntacticDiagnostics(path),
        ...service.getSemanticDiagnostics(path),
      ];
      return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    },
    completions(file, at) {
      const [path, position] = find(file, at);
      const inside = position + at.length - 1;
      const offered = service.getCompletionsAtPosition(path, inside, undefined);
      return (offered?.entries ?? []).map(({ name }) => name);
    },
    hover(file, name) {
      const info = service.getQuickInfoAtPosition(...find(file, name));
      return {
        type: ts.displayPartsToString(info?.displayParts),
        docs: ts.displayPartsToString(info?.documentation),
        tags: (info?.tags ?? []).map((tag) => tag.name),
      };
    },
  };
}

function serviceHost(root: string, contents: Map<string, string>): ts.LanguageServiceHost {
  const read = (path: string) => contents.get(path) ?? ts.sys.readFile(path);
  return {
    getCompilationSettings: () => ({
      strict: true,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
      skipLibCheck: true,
    }),
    getScriptFileNames: () => [...contents.keys()],
    getScriptVersion: () => "1",
    getScriptSnapshot(path) {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    readFile: read,
    fileExists: (path) => contents.has(path) || ts.sys.fileExists(path),
    directoryExists: (path) =>
      [...contents.keys()].some((file) => dirname(file) === path) || ts.sys.directoryExists(path),
    getDirectories: ts.sys.getDirectories,
  };
}
