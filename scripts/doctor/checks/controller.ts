import { load } from "js-yaml";
import {
  type DataObject,
  INSTANCE_LABEL,
  isDataObject,
  listAt,
  mapAt,
  nameOf,
  numberAt,
  textAt,
} from "../../../components/config";
import { isReady, lastWords, podTrouble } from "../../../components/cluster/diagnosis";
import type { Check } from "../cause";
import { argo, kubectl, kubectlGlobal, pulumiUp } from "../commands";
import {
  canaryOf,
  type Controller,
  type Facts,
  isHealthy,
  isObserved,
  isOwnedBy,
  labelOf,
  named,
  POD_HASH,
  specOf,
  statusOf,
} from "../facts";

export const controllerAbsent: Check = {
  id: "controller-absent",
  subject: "controller",
  *look(facts) {
    if (facts.rollout === undefined || facts.controllers === undefined || facts.controllers.length > 0)
      return;
    yield {
      object: "Deployment argo-rollouts",
      field: "metadata.labels",
      seen: "No namespace has a Deployment with the label app.kubernetes.io/name=argo-rollouts.",
      why: "No Rollouts controller is installed: nobody makes pods for the Rollout, moves its traffic or runs its analysis.",
      next: [
        "pulumi up --stack <the stack that installs the controller>",
        kubectlGlobal(facts, "get deployments -A -l app.kubernetes.io/part-of=argo-rollouts"),
      ],
    };
  },
};

export const controllerDown: Check = {
  id: "controller-down",
  subject: "controller",
  *look(facts) {
    const serving = servingControllers(facts);
    if (serving.length === 0 || serving.some(isUp)) return;
    for (const { deployment, pods } of serving) {
      const namespace = namespaceOf(deployment);
      const wanted = numberAt(specOf(deployment), "replicas") ?? 1;
      const broken = pods.find((pod) => !isReady(pod));
      const words = broken === undefined ? [] : [podTrouble(broken), ...lastWords(broken)];
      yield {
        object: `${named(deployment, "Deployment")} of the namespace ${namespace}`,
        field: wanted === 0 ? "spec.replicas" : "status.readyReplicas",
        seen: [
          wanted === 0 ? "It is scaled to 0." : `None of ${String(wanted)} pods is ready.`,
          ...words,
        ].join(" "),
        why: "Without its controller the Rollout stands still: no pods, no steps, no weights, no analysis, and no promotion either.",
        next:
          wanted === 0
            ? [
                "pulumi up --refresh --stack <the stack that installs the controller>",
                kubectl(facts, `scale deployment ${nameOf(deployment)} --replicas 1`, namespace),
              ]
            : [
                kubectl(facts, `logs deployment/${nameOf(deployment)} --previous --tail 20`, namespace),
                kubectl(facts, `describe pods -l ${CONTROLLER_LABEL}`, namespace),
              ],
      };
    }
  },
};

export const CONTROLLER_LABEL = "app.kubernetes.io/name=argo-rollouts";

export const instanceUnserved: Check = {
  id: "instance-unserved",
  subject: "controller",
  *look(facts) {
    const { rollout, controllers = [] } = facts;
    if (rollout === undefined || controllers.length === 0 || servingControllers(facts).length > 0) return;
    const instance = labelOf(rollout, INSTANCE_LABEL);
    const ids = controllers.map(({ deployment }) => instanceOf(deployment));
    const there = controllers.map(
      ({ deployment }, index) =>
        `${namespaceOf(deployment)}/${nameOf(deployment)} (${ids[index] ? `id ${ids[index]}` : "no id"}${isNamespaced(deployment) ? ", its own namespace alone" : ""})`,
    );
    yield {
      object: named(rollout, "Rollout"),
      field: `metadata.labels["${INSTANCE_LABEL}"]`,
      seen: `It is ${instance === "" ? "for a controller without an id" : `for the controller ${instance}`}, and there are: ${there.join(", ")}.`,
      why: "A controller takes the Rollouts with its own id as their label, and no others: nobody looks at this one.",
      next: [pulumiUp(facts), kubectl(facts, `get rollout ${facts.service} -L ${INSTANCE_LABEL}`)],
    };
  },
};

export const pluginNotConfigured: Check = {
  id: "plugin-not-configured",
  subject: "controller",
  *look(facts) {
    const { rollout } = facts;
    if (rollout === undefined) return;
    for (const { deployment, config } of servingControllers(facts)) {
      const configured = config === undefined ? undefined : pluginsIn(config);
      if (configured === undefined) continue;
      for (const { object, list, name, field, what } of neededPlugins(facts, rollout)) {
        if (configured[list].includes(name)) continue;
        const namespace = namespaceOf(deployment);
        const known = configured[list];
        yield {
          object,
          field,
          seen: `It needs the plugin ${name}, and ${list} of the ConfigMap ${namespace}/${CONFIG} ${known.length === 0 ? "has none" : `has ${known.join(", ")}`}.`,
          why: what,
          next: [
            `pulumi up --stack <the stack that installs the controller>, with ${name} under controller.plugins`,
            kubectl(facts, `logs deployment/${nameOf(deployment)} --tail 50`, namespace),
          ],
        };
      }
    }
  },
};

/** The one name that the controller reads. Upstream: `DefaultRolloutsConfigMapName`. */
export const CONFIG = "argo-rollouts-config";

export const pluginNotLoaded: Check = {
  id: "plugin-not-loaded",
  subject: "controller",
  *look(facts) {
    const { rollout } = facts;
    if (rollout === undefined || isHealthy(rollout)) return;
    const needed = neededPlugins(facts, rollout);
    for (const { deployment, pods, config } of servingControllers(facts)) {
      const configured = config && pluginsIn(config);
      if (config === undefined || configured === undefined) continue;
      const plugin = needed.find(({ list, name }) => configured[list].includes(name));
      const changed = changedAt(config);
      const started = pods.filter(isReady).map((pod) => textAt(statusOf(pod), "startTime"));
      const isOlder = started.length > 0 && started.every((time) => Date.parse(time) < Date.parse(changed));
      if (plugin === undefined || !isOlder) continue;
      const namespace = namespaceOf(deployment);
      yield {
        object: `ConfigMap ${namespace}/${CONFIG}`,
        field: "metadata.managedFields",
        seen: `It was changed at ${changed}, and the controller's pods started before. The Rollout needs its plugin ${plugin.name}.`,
        why: "The controller reads its plugins once, when it starts.",
        next: [kubectl(facts, `rollout restart deployment ${nameOf(deployment)}`, namespace)],
      };
    }
  },
};

export const specUnobserved: Check = {
  id: "spec-unobserved",
  subject: "controller",
  *look(facts) {
    const { rollout } = facts;
    const [serving] = servingControllers(facts).filter(isUp);
    if (rollout === undefined || serving === undefined || isObserved(rollout)) return;
    const generation = String(mapAt(rollout, "metadata")["generation"]);
    const seen = String(statusOf(rollout)["observedGeneration"] ?? "none");
    const namespace = namespaceOf(serving.deployment);
    yield {
      object: named(rollout, "Rollout"),
      field: "status.observedGeneration",
      seen: `The newest spec is generation ${generation}, and the controller has dealt with ${seen}.`,
      why: "Either it was changed a moment ago, or the controller fails before it can say anything: then its log has the error.",
      next: [
        kubectl(facts, `logs deployment/${nameOf(serving.deployment)} --tail 50`, namespace),
        argo(facts, `get rollout ${facts.service}`),
      ],
    };
  },
};

/** Those that look at the Rollout, whether they are up or not. */
export function servingControllers({ rollout, controllers = [], namespace }: Facts): readonly Controller[] {
  if (rollout === undefined) return [];
  const instance = labelOf(rollout, INSTANCE_LABEL);
  return controllers.filter(
    ({ deployment }) =>
      instanceOf(deployment) === instance &&
      (!isNamespaced(deployment) || namespaceOf(deployment) === namespace),
  );
}

export function isUp({ deployment }: Controller): boolean {
  return (numberAt(statusOf(deployment), "readyReplicas") ?? 0) > 0;
}

/** Whether anybody is there who would move the Rollout. True where that may not be read. */
export function isServed(facts: Facts): boolean {
  return facts.controllers === undefined || servingControllers(facts).some(isUp);
}

function instanceOf(deployment: DataObject): string {
  return flagIn(deployment, "instance-id") ?? "";
}

function isNamespaced(deployment: DataObject): boolean {
  const flag = flagIn(deployment, "namespaced");
  return flag !== undefined && flag !== "false";
}

/** The last one counts. Upstream takes `--flag=value` and `--flag value`, and of a switch `--flag`. */
function flagIn(deployment: DataObject, flag: string): string | undefined {
  const [container] = listAt(mapAt(specOf(deployment), "template", "spec"), "containers");
  const args = container?.["args"];
  const words = Array.isArray(args) ? args.map(String) : [];
  const values = words.flatMap((word, index) => {
    if (word.startsWith(`--${flag}=`)) return [word.slice(flag.length + 3)];
    return word === `--${flag}` ? [words[index + 1] ?? ""] : [];
  });
  return values.at(-1);
}

function namespaceOf(object: DataObject): string {
  return textAt(mapAt(object, "metadata"), "namespace");
}

type PluginList = "trafficRouterPlugins" | "stepPlugins" | "metricProviderPlugins";

/** Names of the plugins of a controller's ConfigMap. Undefined where the controller could not read it either. */
function pluginsIn(config: DataObject): Readonly<Record<PluginList, readonly string[]>> | undefined {
  const listed = (list: PluginList): string[] => namesIn(textAt(mapAt(config, "data"), list));
  try {
    return {
      trafficRouterPlugins: listed("trafficRouterPlugins"),
      stepPlugins: listed("stepPlugins"),
      metricProviderPlugins: listed("metricProviderPlugins"),
    };
  } catch {
    return undefined;
  }
}

function namesIn(yaml: string): string[] {
  const list: unknown = yaml.trim() === "" ? [] : load(yaml);
  return Array.isArray(list) ? list.filter(isDataObject).map((one) => textAt(one, "name")) : [];
}

interface NeededPlugin {
  /** What needs it. */
  readonly object: string;
  readonly list: PluginList;
  readonly name: string;
  readonly field: string;
  readonly what: string;
}

function neededPlugins({ analysisRuns }: Facts, rollout: DataObject): NeededPlugin[] {
  const canary = canaryOf(rollout);
  const object = named(rollout, "Rollout");
  const routers = Object.keys(mapAt(canary, "trafficRouting", "plugins")).map((name): NeededPlugin => ({
    object,
    list: "trafficRouterPlugins",
    name,
    field: `spec.strategy.canary.trafficRouting.plugins["${name}"]`,
    what: "The controller fails at every look at the Rollout, before it makes a pod or moves any traffic. Only its log says so.",
  }));
  const steps = listAt(canary, "steps").flatMap((step, index): NeededPlugin[] => {
    const name = textAt(mapAt(step, "plugin"), "name");
    const field = `spec.strategy.canary.steps[${String(index)}].plugin.name`;
    const what = "The step can never succeed, and the release stops there.";
    return name === "" ? [] : [{ object, list: "stepPlugins", name, field, what }];
  });
  const current = textAt(statusOf(rollout), "currentPodHash");
  const runs = analysisRuns.filter((run) => isOwnedBy(run, rollout) && labelOf(run, POD_HASH) === current);
  const metrics = runs.flatMap((run) =>
    listAt(specOf(run), "metrics").flatMap((metric, index) =>
      Object.keys(mapAt(metric, "provider", "plugin")).map((name): NeededPlugin => ({
        object: named(run, "AnalysisRun"),
        list: "metricProviderPlugins",
        name,
        field: `spec.metrics[${String(index)}].provider.plugin["${name}"]`,
        what: "Every measurement of the metric is an error, which ends the analysis.",
      })),
    ),
  );
  return [...routers, ...steps, ...metrics];
}

/** When somebody last wrote it. */
function changedAt(config: DataObject): string {
  const metadata = mapAt(config, "metadata");
  const times = listAt(metadata, "managedFields").map((entry) => textAt(entry, "time"));
  return [textAt(metadata, "creationTimestamp"), ...times].sort().at(-1) ?? "";
}
