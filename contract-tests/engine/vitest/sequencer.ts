import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * `--shard` spreads files; the contract is one file. So every shard gets that file, which takes its
 * share of the cases.
 */
export class ContractSequencer extends BaseSequencer {
  override async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isContract = ({ project }: TestSpecification) => project.name === "contract";
    const others = await super.shard(files.filter((file) => !isContract(file)));
    return [...files.filter(isContract), ...others];
  }
}
