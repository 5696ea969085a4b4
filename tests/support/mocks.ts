import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import type { DataObject } from "../../components/config";

const SLOW_MS = 100;

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
  await pulumi.runtime.setMocks(recording(registered, slow), "project", "stack");
  await settled(program());
  return registered.map((resource) => ({ ...resource, urn: `${resource.type}::${resource.name}` }));
}

/**
 * Lets the program of a stack with this config be run as in a preview, since an up would need a cluster. Gives what is registered
 * from then on; it fills while the program runs. The config stays: who calls this puts the one before back.
 */
export async function beginPreview(
  config: DataObject,
  slow?: string,
): Promise<readonly Omit<Registered, "urn">[]> {
  const registered: Omit<Registered, "urn">[] = [];
  await pulumi.runtime.setMocks(recording(registered, slow), "shop", "prod", true, "organization");
  const texts = Object.entries(config).map(([key, value]) => [
    `shop:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  pulumi.runtime.setAllConfig(Object.fromEntries(texts));
  return registered;
}

function recording(registered: Omit<Registered, "urn">[], slow?: string): pulumi.runtime.Mocks {
  return {
    newResource: async ({ type, name, inputs }) => {
      if (type === slow) await sleep(SLOW_MS);
      registered.push({ type, name, inputs });
      return { id: `${name}-id`, state: inputs };
    },
    call: ({ inputs }) => inputs,
  };
}

/** A resource that depends on a component waits for all of its children. */
async function settled(resource: pulumi.Resource): Promise<void> {
  const after = new pulumi.ComponentResource("test:index:After", "after", {}, { dependsOn: resource });
  await new Promise((resolve) => after.urn.apply(resolve));
}
