import { serviceOf } from "../../stacks/moved-services";
import { Backend } from "../bootstrap/backend";
import { loadFleet } from "../bootstrap/load-fleet";
import { LoadError } from "../config/load-error";
import { projectRoot } from "../local/plane/folder";

export interface Move {
  /** The stack that has the service. */
  readonly stack: string;
  readonly service: string;
  /** Folder with `Pulumi.yaml` and the stack files. */
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Moved {
  readonly from: string;
  readonly to: string;
  readonly environment: string;
}

/** Moves a service between two stacks of its environment. Rejects with a `LoadError` before anything is changed. */
export async function moveService({ stack, service, project, env }: Move): Promise<Moved> {
  const environment = stack.split(".", 1).join("");
  const fleet = await loadFleet(project, environment, "");
  const target = fleet.waves.flat().find(({ services }) => services.includes(service));
  if (target === undefined) throw new LoadError(`${environment} has no service ${service}.`);
  if (target.stack === stack)
    throw new LoadError(
      `${service} belongs to ${stack} already. To give it another stack, say so in ownStacks of ${environment} first.`,
    );
  const backend = await Backend.open({
    ...{ project: fleet.project, root: projectRoot, env, secretsProvider: fleet.secretsProvider },
  });
  try {
    const listed = await backend.list();
    if (!listed.has(stack)) throw new LoadError(`There is no stack ${stack}.`);
    const { resources } = (await backend.state(stack)).deployment;
    const component = resources.find(({ urn }) => serviceOf(urn) === service);
    if (component === undefined) throw new LoadError(`${stack} has nothing of ${service}.`);
    if (!listed.has(target.stack)) await backend.create(target.stack);
    await backend.move(stack, target.stack, component.urn);
    return { from: stack, to: target.stack, environment };
  } finally {
    await backend.close();
  }
}
