import {
  type DataObject,
  type EnvironmentConfig,
  environment as environmentSchema,
  type Finding,
  parse,
  platform as platformSchema,
  type PlatformConfig,
} from "../components/config";
import { checkEnvironment, checkPlatform } from "../components/rules";
import { declaredSurroundings } from "./plan-environment";

export function isPlatform({ role }: DataObject): boolean {
  return role === "platform";
}

export interface CheckedPlatform {
  /** Undefined where a value has the wrong shape. */
  readonly plan?: PlatformPlan;
  readonly findings: readonly Finding[];
}

/** What a platform's stack runs. */
export interface PlatformPlan {
  readonly platform: PlatformConfig;
  /** Its controller and its templates, as a stack of an environment without services has them. */
  readonly environment: EnvironmentConfig;
}

/** Parses what a platform's stack says, and applies every rule. */
export function planPlatform(config: DataObject): CheckedPlatform {
  const { value: platform, findings } = parse(platformSchema, config);
  if (platform === undefined) return { findings };
  const own = parse(environmentSchema, { environment: "platform", ...ofEnvironment(config) });
  if (own.value === undefined) return { findings: own.findings };
  const { value: environment } = own;
  const around = declaredSurroundings(environment);
  const scope = { environment, services: new Map(), around };
  return {
    plan: { platform, environment },
    findings: [...checkPlatform(platform), ...checkEnvironment(scope)],
  };
}

const shared = [
  ...["kubeconfig", "context", "clusterUid"],
  ...["controller", "analysisTemplates", "analysisLibrary", "rules"],
];

function ofEnvironment(config: DataObject): DataObject {
  return Object.fromEntries(Object.entries(config).filter(([key]) => shared.includes(key)));
}
