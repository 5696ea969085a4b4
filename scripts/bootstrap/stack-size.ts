import type { ListedStack } from "./backend";

/** From here on a step costs more than the change that it makes: docs/fleet.md has the numbers. */
const LARGE = 300;

/** A backend of files rewrites the whole state of a stack at each step of an update. Pulumi Cloud does not. */
export function sizeWarnings(url: string, stacks: ReadonlyMap<string, ListedStack>): string[] {
  if (/^https?:/.test(url)) return [];
  return [...stacks.values()]
    .filter(({ resourceCount = 0 }) => resourceCount > LARGE)
    .map(
      ({ name, resourceCount = 0 }) =>
        `The stack ${name} holds ${String(resourceCount)} resources in ${url.split(":", 1).join("")}://, which rewrites all of them at each step: with 302 a first up took 27 s, with 602 73 s. Give its services stacks of their own (ownStacks), or use Pulumi Cloud.`,
    );
}
