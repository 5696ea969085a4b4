import { type KnownController, type Path, suggestion } from "../../config";
import { routerPath } from "../routing/router-path";
import type { Mistake, Rule } from "../rule";
import type { ServiceScope, TemplateScope } from "../scope";
import { type KnownPlugins, knownPlugins } from "./known-plugins";

const upstream = "argo-rollouts utils/plugin/plugin.go: GetPluginInfo";

export const unregisteredPlugin: Rule<ServiceScope> = {
  id: "unregistered-plugin",
  severity: "error",
  what: "A canary uses a routing or step plugin that the controller of the stack, or of its platform, does not have.",
  why: "The controller cannot reconcile the Rollout: no weight is set, and an update stands still or is aborted.",
  upstream,
  *check({ name: serviceName, canary, service, around }) {
    const known = knownPlugins(around);
    if (known === undefined) return;
    for (const name of Object.keys(canary?.trafficRouting?.plugins ?? {})) {
      const path = routerPath(serviceName, service, { name, isPlugin: true });
      yield* unlessRegistered(name, known, "trafficRouters", path);
    }
    for (const [index, { plugin }] of (canary?.steps ?? []).entries()) {
      if (plugin === undefined) continue;
      const path = ["rollout", "canary", "steps", index, "plugin", "name"];
      yield* unlessRegistered(plugin.name, known, "steps", path);
    }
  },
};

export const unregisteredMetricPlugin: Rule<TemplateScope> = {
  id: "unregistered-metric-plugin",
  severity: "error",
  what: "A metric uses a plugin that the controller of the stack, or of its platform, does not have.",
  why: "Every measurement is an error, and after five of them the update is aborted.",
  upstream,
  *check({ template, around }) {
    const known = knownPlugins(around);
    if (known === undefined) return;
    for (const [index, { provider }] of (template.metrics ?? []).entries()) {
      for (const name of Object.keys(provider.plugin ?? {})) {
        const path = ["metrics", index, "provider", "plugin", name];
        yield* unlessRegistered(name, known, "metricProviders", path);
      }
    }
  },
};

function* unlessRegistered(
  name: string,
  known: KnownPlugins,
  list: keyof KnownController["plugins"],
  path: Path,
): Generator<Mistake> {
  const names = known.names(list);
  if (names.includes(name)) return;
  const at = `controller.plugins.${list}${known.whose}`;
  const hint = names.length === 0 ? `Add it to ${at}.` : `${suggestion(name, names)} Or add it to ${at}.`;
  yield { path, reason: `The controller has no plugin "${name}".`, hint };
}
