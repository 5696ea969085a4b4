import {
  circlesOf,
  type DataObject,
  type EnvironmentConfig,
  isDataObject,
  type ServiceOrder,
  wavesOf,
} from "../../components/config";
import type { Catalog } from "../../stacks/catalog";
import { loadOfServices } from "../../stacks/controller-load";
import { stacksOf } from "../../stacks/selection";
import type { LoadedEnvironment } from "../config/load";
import { LoadError } from "../config/load-error";
import type { Project, StackFile } from "../config/project";
import { dataOf, keysOf, SECRET } from "../config/stack-keys";
import { hashOf, inputsOf } from "./inputs";

/** A stack of the fleet, and what it is run with. */
export interface Unit {
  readonly stack: string;
  readonly kind: "platform" | "environment" | "services";
  /** Those that it has, by name. */
  readonly services: readonly string[];
  /** Those of them that may start a release: Rollouts. */
  readonly rollouts: readonly string[];
  /** Stacks with services that its own depend on. */
  readonly after: readonly string[];
  /** Its own file, for a platform and an environment; for the others one is written. */
  readonly file: string | undefined;
  readonly config: DataObject;
  /** What is handed to its program, so that it reads no values files. */
  readonly catalog: Catalog | undefined;
  /** Hash of all that decides what it makes, without what other stacks say. */
  readonly fingerprint: string;
}

export interface Fleet {
  readonly environment: EnvironmentConfig;
  /** Name of the environment's own stack. */
  readonly stack: string;
  readonly namespace: string;
  /** All services of the environment. */
  readonly services: readonly string[];
  readonly catalog: Catalog;
  /** One after the other; the stacks of one wave side by side. */
  readonly waves: readonly (readonly Unit[])[];
}

/** The stacks of an environment in their order. `code`: hash of the program. */
export function planFleet(loaded: LoadedEnvironment, project: Project, code: string): Fleet {
  const { environment, catalog, stack, stackFile } = loaded;
  if (environment === undefined || catalog === undefined || stack === undefined)
    throw new LoadError("Without a stack file there is nothing to run.");
  if (environment.role !== "environment")
    throw new LoadError(`The stack ${stack} has role: ${environment.role}. Name that of its environment.`);
  const config = dataOf(loaded.keys);
  const values = new Map([...loaded.values].map(([name, { data }]) => [name, data]));
  const elsewhere = stacksOf(stack, environment.ownStacks, values);
  const own = [...loaded.services.keys()].filter((name) => !elsewhere.has(name));
  const isRollout = (name: string): boolean => loaded.services.get(name)?.rollout.enabled === true;
  const platform = platformUnit(environment, project, code);
  const base: Unit = {
    ...{ stack, kind: "environment", services: own, rollouts: own.filter(isRollout), file: stackFile },
    ...{ after: [], config, catalog },
    fingerprint: hashOf({
      ...{ code, config, presets: catalog.presets, names: [...loaded.services.keys()].sort() },
      own: own.map((name) => inputsOf(name, config, catalog, { code })),
      // The controller is sized for all services, wherever they are.
      load: environment.controller.install && loadOfServices("", loaded.services),
    }),
  };
  const unit = (name: string, services: readonly string[]): Unit => ({
    ...{ stack: name, kind: "services", services, rollouts: services.filter(isRollout), file: undefined },
    after: order.get(name)?.dependsOn ?? [],
    config: configOfServices(config, services),
    catalog: {
      ...catalog,
      services: new Map([...catalog.services].filter(([one]) => services.includes(one))),
    },
    fingerprint: hashOf(services.map((one) => inputsOf(one, config, catalog, { code }))),
  });
  const order = stackOrder(elsewhere, loaded.services);
  const units = new Map([...grouped(elsewhere)].map(([name, services]) => [name, unit(name, services)]));
  return {
    ...{ environment, stack, catalog, namespace: environment.namespace ?? environment.environment },
    services: [...loaded.services.keys()].sort(),
    waves: [
      ...(platform === undefined ? [] : [[platform]]),
      [base],
      ...wavesOf(order).map((names) => names.flatMap((one) => units.get(one) ?? [])),
    ],
  };
}

/** The stack that the environment names as its platform, where this project has it. */
function platformUnit({ platform }: EnvironmentConfig, project: Project, code: string): Unit | undefined {
  const [, ofProject, name] = platform?.split("/") ?? [];
  if (ofProject !== project.name) return undefined;
  const stack = project.stacks.find((one) => one.stack === name);
  return stack && unitOfPlatform(project, stack, code);
}

export function unitOfPlatform(project: Project, file: StackFile, code: string): Unit {
  const config = dataOf(keysOf(project, file));
  return {
    ...{ stack: file.stack, kind: "platform", services: [], rollouts: [], after: [] },
    ...{ file: file.file, config, catalog: undefined, fingerprint: hashOf({ code, config }) },
  };
}

/** What belongs to the environment's own stack alone. */
const ofEnvironment = [
  ...["platform", "ownStacks", "analysisTemplates", "analysisLibrary", "analysisSecrets"],
  ...["podSecurity", "namespaceLabels", "namespaceAnnotations"],
];

function configOfServices(config: DataObject, services: readonly string[]): DataObject {
  const kept = Object.entries(config).filter(([key]) => !ofEnvironment.includes(key));
  const secret = kept.find(([, value]) => value === SECRET)?.[0];
  if (secret !== undefined)
    throw new LoadError(
      `${secret}: The value is encrypted for the stack of the environment, and the stacks of its services cannot read it. Name a file, or a context.`,
    );
  const values = isDataObject(config["services"]) ? config["services"] : {};
  return {
    ...Object.fromEntries(kept),
    ...{ role: "services", selection: { names: [...services] } },
    ...{ createNamespace: false, controller: { install: false } },
    services: Object.fromEntries(Object.entries(values).filter(([name]) => services.includes(name))),
  };
}

function grouped(elsewhere: ReadonlyMap<string, string>): ReadonlyMap<string, string[]> {
  const stacks = new Map<string, string[]>();
  for (const [name, stack] of elsewhere) stacks.set(stack, [...(stacks.get(stack) ?? []), name]);
  return stacks;
}

/** Throws a `LoadError` where services of one stack would have to run at different times. */
function stackOrder(
  elsewhere: ReadonlyMap<string, string>,
  services: LoadedEnvironment["services"],
): ReadonlyMap<string, ServiceOrder> {
  const order = [...grouped(elsewhere)].map(([stack, names]): [string, ServiceOrder] => {
    const own = names.flatMap((name) => services.get(name) ?? []);
    const numbers = [...new Set(own.map(({ wave }) => wave))].sort((one, other) => one - other);
    if (numbers.length > 1)
      throw new LoadError(`${stack} has services of the waves ${numbers.join(", ")}. ${ONE_EACH}`);
    const after = own.flatMap(({ dependsOn }) => dependsOn.flatMap((name) => elsewhere.get(name) ?? []));
    return [stack, { wave: numbers[0] ?? 0, dependsOn: [...new Set(after)].filter((one) => one !== stack) }];
  });
  const stacks = new Map(order);
  const [circle] = circlesOf(stacks);
  if (circle === undefined) return stacks;
  throw new LoadError(`The stacks ${circle.join(" -> ")} wait for each other in a circle. ${ONE_EACH}`);
}

const ONE_EACH =
  "Give each service a stack of its own (ownStacks: all), or put those that belong together into one group.";
