import { parse, service } from "../../components/config";
import { planWorkload } from "../../components/workload/plan";
import { readCatalog } from "../../stacks/catalog";
import { parseEnvironment, planEnvironment } from "../../stacks/plan-environment";
import { mergeService } from "../../stacks/service-layers";
import { stackConfig } from "./catalog";

/** CPU milliseconds of each part of the way from the files to the objects of one environment. */
export interface Times {
  /** Reading the files, YAML included. */
  readonly load: number;
  /** Merging, parsing and checking, which a plan does in one go. */
  readonly plan: number;
  /** Of the plan, measured once more by itself. */
  readonly merge: number;
  /** Of the plan, measured once more by itself. */
  readonly parse: number;
  readonly render: number;
}

/** Goes the way of `pulumi up` without an engine. Throws where the config has a mistake. */
export function measure(folder: string, environment: string): Times {
  const config = parseEnvironment(stackConfig(environment, folder));
  const [load, catalog] = timed(() => readCatalog(folder, environment));
  const [plan, { namespace, services }] = timed(() => planEnvironment(config, catalog));
  const [render] = timed(() =>
    [...services].map(([name, values]) => planWorkload({ name, namespace, service: values })),
  );
  const [merge, merged] = timed(() =>
    [...services.keys()].map((name) => mergeService(name, config, catalog)),
  );
  const [parsing] = timed(() => merged.map(({ data }) => parse(service, data)));
  return { load, plan, merge, parse: parsing, render };
}

export function total({ load, plan, render }: Times): number {
  return load + plan + render;
}

/** Part by part, since other programs of the machine disturb now this and now that. */
export function fastest(runs: readonly Times[]): Times {
  const least = (part: keyof Times): number => Math.min(...runs.map((times) => times[part]));
  return {
    load: least("load"),
    plan: least("plan"),
    merge: least("merge"),
    parse: least("parse"),
    render: least("render"),
  };
}

/** CPU time of all threads: no less than what a clock shows on an idle machine, and far less disturbed on a busy one. */
function timed<T>(work: () => T): [milliseconds: number, result: T] {
  const began = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(began);
  return [(user + system) / 1000, result];
}
