import * as pulumi from "@pulumi/pulumi";
import {
  analysisLibrary,
  type AnalysisLibraryInput,
  analysisTemplates,
  type AnalysisTemplatesInput,
  type Finding,
  parse,
} from "../config";
import { libraryTemplates } from "./library";
import { KubernetesObject, logWarnings, type Manifest, warningsOf } from "../manifests";
import { checkTemplates, type Surroundings } from "../rules";
import { renderClusterAnalysisTemplates } from "./render-templates";

export interface AnalysisTemplatesArgs {
  /** Name -> template, with the keys of upstream's spec and `min`, `max` and `onNoData`. One of a built-in name replaces that. */
  readonly templates?: AnalysisTemplatesInput;
  /** Built-in templates to make too. Default: none. */
  readonly library?: AnalysisLibraryInput;
  /** What is known of the cluster around them. Default: nothing, so nothing is held against it. */
  readonly around?: Surroundings;
}

/**
 * The ClusterAnalysisTemplates that every service of a cluster may use by name. A Rollout that uses one depends on this
 * component.
 *
 * Throws a `ConfigError` that names every mistake with its path before anything is registered.
 */
export class AnalysisTemplates extends pulumi.ComponentResource {
  /** Names of the templates. */
  readonly names: pulumi.Output<string[]>;

  constructor(name: string, args: AnalysisTemplatesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { manifests, warnings } = planTemplates(args);
    super("progressive-delivery:index:AnalysisTemplates", name, {}, opts);
    logWarnings(warnings);
    const objects = manifests.map(
      (manifest) => new KubernetesObject(`${name}-${manifest.metadata.name}`, manifest, { parent: this }),
    );
    this.names = pulumi.all(objects.map(({ metadata }) => metadata.name));
    this.registerOutputs({ names: this.names });
  }
}

function planTemplates({ templates = {}, library, around = {} }: AnalysisTemplatesArgs): {
  manifests: readonly Manifest[];
  warnings: readonly Finding[];
} {
  const own = parse(analysisTemplates, templates, ["analysisTemplates"]);
  const builtIn = library && parse(analysisLibrary, library, ["analysisLibrary"]);
  const all = { ...libraryTemplates(builtIn?.value), ...own.value };
  const where = {
    isClusterWide: true,
    around: { ...around, clusterTemplates: { ...around.clusterTemplates, ...all } },
  };
  const findings = checkTemplates(own.value ?? {}, where, ["analysisTemplates"], around.settings);
  const warnings = warningsOf([...own.findings, ...(builtIn?.findings ?? []), ...findings]);
  return { manifests: renderClusterAnalysisTemplates(all, around), warnings };
}
