// Keeps TypeScript's memory between checks, which spares most of its work, in a thread of its own, so
// that the mock and the contract cases go on meanwhile. Plain JavaScript, because a worker does not
// inherit the TypeScript loader.
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import ts from "typescript";

/** The whole project, and the client by its own rules. */
const projects = ["tsconfig.json", "src/tsconfig.json"].map((name) => ({
  file: join(workerData.root, name),
  builder: undefined,
  sources: new Map(),
}));

parentPort.on("message", () => parentPort.postMessage(check()));

/** The messages of all projects, each once. */
function check() {
  const diagnostics = projects.flatMap(checkProject);
  const host = {
    getCurrentDirectory: () => workerData.root,
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  };
  const lines = diagnostics.map((diagnostic) => ts.formatDiagnostic(diagnostic, host).trim());
  return [...new Set(lines)].join("\n");
}

function checkProject(project) {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    project.file,
    { noEmit: true },
    {
      ...ts.sys,
      getCurrentDirectory: () => workerData.root,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
      },
    },
  );
  const host = ts.createIncrementalCompilerHost(parsed.options);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (name, options) => {
    const text = host.readFile(name);
    const known = project.sources.get(name);
    if (known && known.text === text) return known;
    const source = readSource(name, options);
    project.sources.set(name, source);
    return source;
  };
  project.builder = ts.createSemanticDiagnosticsBuilderProgram(
    parsed.fileNames,
    parsed.options,
    host,
    project.builder,
    parsed.errors,
  );
  return [
    ...parsed.errors,
    ...project.builder.getOptionsDiagnostics(),
    ...project.builder.getGlobalDiagnostics(),
    ...project.builder.getSyntacticDiagnostics(),
    ...project.builder.getSemanticDiagnostics(),
  ];
}
