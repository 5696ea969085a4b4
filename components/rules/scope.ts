import {
  type AnalysisTemplateConfig,
  type AnalysisTemplates,
  type BlueGreenConfig,
  type CanaryConfig,
  type ControllerConfig,
  type EnvironmentConfig,
  type Freeze,
  type InstanceIds,
  type LiveCluster,
  type PlatformOutputs,
  type PodSecurityLevel,
  type Promotion,
  type RuleSettings,
  type ServiceConfig,
  deliveryOf,
  visibleNames,
} from "../config";

/** What is around a service. What is not known is left out, and what would need it is not checked. */
export interface Surroundings {
  /** The controller that the stack installs. Default: another stack does, the `platform` or one that is not known. */
  readonly controller?: ControllerConfig;
  /** What the stack that is named as the platform says of itself. */
  readonly platform?: PlatformOutputs;
  /** ClusterAnalysisTemplates of this stack and of the platform's. */
  readonly clusterTemplates?: AnalysisTemplates;
  /** Ids of the controllers between which Rollouts are divided. Default: there is one, without an id. */
  readonly instances?: InstanceIds;
  /** Names of the Secrets for templates that the stack says where they come from. */
  readonly analysisSecrets?: ReadonlySet<string>;
  /** The services' namespace. Its labels are known where this stack, or the platform's, makes it. */
  readonly namespace?: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  /** Level of the Pod Security Standard that the namespace of the services is known to enforce. */
  readonly podSecurity?: PodSecurityLevel;
  readonly live?: LiveCluster;
  /** Names of all services of the environment, where the stack has only some of them. */
  readonly allServices?: ReadonlySet<string>;
  /** ReplicaSet of an unfinished release that may be started again, whatever `midCanary` says. */
  readonly restartRelease?: string;
  /** The stack's, as long as it lasts. */
  readonly freeze?: Freeze;
  /** What the environment before this one says for its images. Left out where the stack names none. */
  readonly promotion?: Promotion;
  /** When it is looked at. Left out where nobody says. */
  readonly now?: Date;
  /** The stack's `rules`; a service's own come on top. */
  readonly settings?: RuleSettings;
}

/** ClusterAnalysisTemplates that a template may be found among when it is not a service's own. */
export function clusterTemplateNames(
  { clusterTemplates = {}, live }: Surroundings,
  instance: string | undefined,
): ReadonlySet<string> {
  return new Set([
    ...Object.keys(clusterTemplates),
    ...visibleNames("ClusterAnalysisTemplate", instance, live),
  ]);
}

/** What a rule about one service sees. */
export interface ServiceScope {
  readonly name: string;
  readonly service: ServiceConfig;
  /** Set when the service is a canary Rollout: with the routers and Services that the package fills in. */
  readonly canary: CanaryConfig | undefined;
  /** Set when the service is a blue-green Rollout. */
  readonly blueGreen: (BlueGreenConfig & { activeService: string; previewService: string }) | undefined;
  readonly around: Surroundings;
}

/** The strategy that counts, with what the package fills in. */
export function strategyOf(name: string, service: ServiceConfig): Pick<ServiceScope, "canary" | "blueGreen"> {
  const delivery = deliveryOf(name, service);
  return {
    canary: delivery.kind === "canary" ? delivery.canary : undefined,
    blueGreen: delivery.kind === "blueGreen" ? delivery.blueGreen : undefined,
  };
}

/** What a rule about one AnalysisTemplate sees, wherever it is declared. */
export interface TemplateScope {
  readonly name: string;
  readonly template: AnalysisTemplateConfig;
  readonly isClusterWide: boolean;
  /** Templates that this one may refer to. */
  readonly templates: AnalysisTemplates;
  readonly around: Surroundings;
}

/** What a rule about a controller that is installed sees. */
export interface ControllerScope {
  readonly controller: ControllerConfig;
}

/** All services that are known by name, whether they could be parsed or not. */
export function serviceNames({ environment, services, around }: EnvironmentScope): ReadonlySet<string> {
  return new Set([...(around.allServices ?? []), ...services.keys(), ...Object.keys(environment.services)]);
}

/** What a rule about a whole environment sees. */
export interface EnvironmentScope {
  readonly environment: EnvironmentConfig;
  /** Those that could be parsed. */
  readonly services: ReadonlyMap<string, ServiceConfig>;
  readonly around: Surroundings;
}
