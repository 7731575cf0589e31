import { DefaultReporter, type TestModule, type TestSpecification } from "vitest/node";
import { passed } from "../report/summary.js";
import { renderText } from "../report/text.js";
import type { RunResult } from "../run/result.js";

type Ended = Parameters<DefaultReporter["onTestRunEnd"]>;
type Summary = Parameters<DefaultReporter["reportSummary"]>;

/**
 * Vitest's reporter for people, and after it the verdict on the contract: violations by cause instead
 * of one by one, what was skipped and why, and whether anything was judged at all.
 */
export default class ContractReporter extends DefaultReporter {
  #explained = false;

  override onTestRunStart(specifications: readonly TestSpecification[]): void {
    super.onTestRunStart(specifications);
    // Not a line for each of hundreds of cases, although they are in one file.
    if (specifications.every(isContract)) this.renderSucceed = false;
  }

  override onTestRunEnd(...[modules, errors, reason]: Ended): void {
    const own = modules.filter(isContract);
    const run = resultOf(own);
    this.#explained = errors.length === 0 && modules.every(isExplained);
    super.onTestRunEnd(modules, errors, reason);
    if (own.length === 0 || !own.every(isExplained)) return;
    this.log(renderText(run, { colors: this.isTTY }));
    // A pattern that matches no case is no success.
    if (!passed(run)) process.exitCode = 1;
  }

  override reportSummary(...[files, errors]: Summary): void {
    if (this.#explained) this.reportTestSummary(files, errors, 0);
    else super.reportSummary(files, errors);
  }

  protected override printTestCase(
    ...[state, test]: Parameters<DefaultReporter["printTestCase"]>
  ): void {
    if (!isContract(test)) super.printTestCase(state, test);
  }
}

function isContract({ project }: Pick<TestModule | TestSpecification, "project">): boolean {
  return project.name === "contract";
}

/** Whether violations are all that failed. */
function isExplained(module: TestModule): boolean {
  const failed = [...module.children.allTests("failed")];
  const isViolated = failed.every((test) => test.meta().result?.outcome === "violated");
  return isContract(module) && module.errors().length === 0 && isViolated;
}

function resultOf(modules: readonly TestModule[]): RunResult {
  const metas = modules.flatMap(({ children }) =>
    [...children.allTests()].map((test) => test.meta()),
  );
  const results = metas.flatMap(({ result }) => result ?? []);
  return {
    target: { kind: "mock", baseUrl: modules[0]?.project.getProvidedContext().mockUrl ?? "" },
    results,
    gaps: metas.flatMap(({ gap }) => gap ?? []),
    requests: results.filter(({ outcome }) => outcome !== "skipped").length,
    durationMs: modules.reduce((sum, module) => sum + module.diagnostic().duration, 0),
  };
}
