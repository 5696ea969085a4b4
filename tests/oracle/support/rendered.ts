import {
  type DataObject,
  isDataObject,
  parse,
  service,
  type ServiceConfig,
} from "../../../components/config";
import type { Manifest } from "../../../components/manifests";
import { manifestsOf, planWorkload } from "../../../components/workload";
import { values } from "../../support/services";
import { neighbours } from "./neighbours";
import { NAME } from "./specs";

/**
 * What the cluster would get if nobody checked: our own rendering where the values have the right shape, else the values
 * as they are, under the keys that the Rollout has upstream.
 */
export function unchecked(spec: DataObject): Manifest[] {
  const { value } = parse(service, spec);
  if (value === undefined) return [asItIs(spec)];
  const own = rendered(value);
  const isOwn = ({ kind, metadata }: Manifest) =>
    own.some((one) => one.kind === kind && one.metadata.name === metadata.name);
  return [...own, ...neighbours(NAME, value).filter((other) => !isOwn(other))];
}

/** Every object of a service, in the order in which they are registered. */
export function rendered(service: ServiceConfig, namespace = "shop"): Manifest[] {
  return manifestsOf(planWorkload({ name: NAME, namespace, service }));
}

function asItIs(spec: DataObject): Manifest {
  const { rollout, replicaCount = 1 } = spec;
  const { enabled, strategy = "canary", canary = {}, blueGreen = {}, ...others } = mapOf(rollout);
  const { metadata, spec: base } = least();
  const template = templateAsItIs(mapOf(base["template"]), spec);
  const pods = "workloadRef" in others ? {} : { selector: base["selector"], template };
  const block =
    strategy === "canary"
      ? { canary: withServices(canary) }
      : { blueGreen: { ...both, ...mapOf(blueGreen) } };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata,
    spec: { replicas: replicaCount, ...pods, ...others, strategy: block },
  };
}

/** The keys that pods have under the same name here and upstream. */
function templateAsItIs({ metadata, spec }: DataObject, values: DataObject): DataObject {
  const { containers, ...pod } = mapOf(spec);
  const { name } = mapOf(values["serviceAccount"]);
  const said = ["env", "resources"].flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]]));
  const probes = ["startupProbe", "livenessProbe", "readinessProbe"].flatMap((key) => {
    const { httpGet, ...probe } = mapOf(values[key]);
    return httpGet === undefined
      ? []
      : [[key, { ...probe, httpGet: { path: "/", port: "http", ...mapOf(httpGet) } }]];
  });
  const [container] = Array.isArray(containers) ? containers : [];
  const changed = { ...mapOf(container), ...Object.fromEntries([...said, ...probes]) };
  return {
    metadata,
    spec: { ...pod, ...(name !== undefined && { serviceAccountName: name }), containers: [changed] },
  };
}

const both = { activeService: NAME, previewService: `${NAME}-preview` };

/** The names that the package fills in: that they are missing is nobody's mistake. */
function withServices(block: unknown): unknown {
  if (!isDataObject(block) || !("trafficRouting" in block) || "pingPong" in block) return block;
  return { canaryService: `${NAME}-canary`, stableService: `${NAME}-stable`, ...block };
}

/** The Rollout of a service that says nothing. */
function least(): { metadata: Manifest["metadata"]; spec: DataObject } {
  const { value } = parse(service, values({ rollout: { enabled: true } }));
  const rollout = value && rendered(value).find(({ kind }) => kind === "Rollout");
  if (rollout === undefined) throw new Error("No Rollout is rendered from the least of values.");
  return { metadata: rollout.metadata, spec: mapOf(rollout["spec"]) };
}

function mapOf(value: unknown): DataObject {
  return isDataObject(value) ? value : {};
}
