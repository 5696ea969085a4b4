import { suggestion } from "../../components/config";
import { LoadError } from "./load-error";
import type { Project, StackFile } from "./project";
import { dataOf, keysOf } from "./stack-keys";

/** The stacks of an environment, else the one of that name; or one stack alone, by its name. */
export function findStacks(project: Project, environment: string, stack: string | undefined): StackFile[] {
  if (stack !== undefined) return [namedStack(project, stack)];
  const ofIt = project.stacks.filter((one) => environmentOf(project, one) === environment);
  return ofIt.length > 0 ? ofIt : project.stacks.filter((one) => one.stack === environment);
}

function namedStack({ stacks }: Project, name: string): StackFile {
  const named = stacks.find(({ stack }) => stack === name);
  if (named !== undefined) return named;
  throw new LoadError(
    `There is no stack ${name}. ${wayOut(
      name,
      stacks.map(({ stack }) => stack),
    )}`,
  );
}

export function unknownEnvironment(project: Project, name: string): LoadError {
  const known = project.stacks.flatMap((stack) => environmentOf(project, stack) ?? []);
  return new LoadError(`No stack is of the environment ${name}. ${wayOut(name, [...new Set(known)])}`);
}

/** The environment that a stack says it is of. */
function environmentOf(project: Project, stack: StackFile): string | undefined {
  const { environment } = dataOf(keysOf(project, stack));
  return typeof environment === "string" ? environment : undefined;
}

function wayOut(name: string, known: readonly string[]): string {
  return known.length === 0 ? "The project has no stack file." : suggestion(name, known);
}
