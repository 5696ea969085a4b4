import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";

/** What a program registered, as far as mocks see it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * Runs a program with mocks instead of an engine, and gives what it registered, in the order of completion. For the wiring
 * of components only. A resource of the type `slow` takes longer than the others: what depends on it comes after it all the
 * same. `registered` fills while the program runs.
 */
export async function registeredBy(
  program: () => pulumi.Resource,
  slow?: string,
  registered: Omit<Registered, "urn">[] = [],
): Promise<Registered[]> {
  await pulumi.runtime.setMocks(
    {
      newResource: async ({ type, name, inputs }) => {
        if (type === slow) await sleep(50);
        registered.push({ type, name, inputs });
        return { id: `${name}-id`, state: inputs };
      },
      call: ({ inputs }) => inputs,
    },
    "project",
    "stack",
  );
  await settled(program());
  return registered.map((resource) => ({ ...resource, urn: `${resource.type}::${resource.name}` }));
}

/** A resource that depends on a component waits for all of its children. */
async function settled(resource: pulumi.Resource): Promise<void> {
  const after = new pulumi.ComponentResource("test:index:After", "after", {}, { dependsOn: resource });
  await new Promise((resolve) => after.urn.apply(resolve));
}
