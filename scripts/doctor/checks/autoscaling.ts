import { type DataObject, mapAt, nameOf, numberAt, textAt } from "../../../components/config";
import type { Check } from "../cause";
import { kubectl, kubectlGlobal, pulumiUp } from "../commands";
import { conditionOf, type Facts, labelOf, named, runningOf, specOf, statusOf } from "../facts";
import { oneLine } from "../words";

export const autoscalerAbsent: Check = {
  id: "hpa-absent",
  subject: "autoscaling",
  *look(facts) {
    const running = runningOf(facts);
    if (facts.wanted?.isAutoscaled !== true || running === undefined || facts.autoscalers === undefined)
      return;
    if (autoscalersOf(facts).length > 0) return;
    yield {
      object: `HorizontalPodAutoscaler ${facts.service}`,
      field: "metadata.name",
      seen: `${facts.wanted.environment} says autoscaling.enabled, and no HorizontalPodAutoscaler follows the service.`,
      why: "The number of pods stays what it is, whatever the load.",
      next: [`${pulumiUp(facts)} --refresh`, kubectl(facts, "get hpa")],
    };
  },
};

export const wrongTarget: Check = {
  id: "hpa-wrong-target",
  subject: "autoscaling",
  *look(facts) {
    const running = runningOf(facts);
    if (running === undefined) return;
    for (const autoscaler of autoscalersOf(facts)) {
      const target = mapAt(autoscaler, "spec", "scaleTargetRef");
      if (target["kind"] === running.kind && target["name"] === facts.service) continue;
      yield {
        object: named(autoscaler, "HorizontalPodAutoscaler"),
        field: "spec.scaleTargetRef",
        seen: `It follows the ${textAt(target, "kind")} ${textAt(target, "name")}, and the service runs as the ${running.kind} ${facts.service}.`,
        why: "It scales something else, or nothing: the pods of the service stay as many as they are.",
        next: [pulumiUp(facts), kubectl(facts, `get hpa ${nameOf(autoscaler)} -o yaml`)],
      };
    }
  },
};

export const severalAutoscalers: Check = {
  id: "hpa-several",
  subject: "autoscaling",
  *look(facts) {
    const following = autoscalersOf(facts).filter((one) => isTarget(one, facts));
    if (following.length < 2) return;
    yield {
      object: following.map((one) => named(one, "HorizontalPodAutoscaler")).join(", "),
      field: "spec.scaleTargetRef",
      seen: `${String(following.length)} of them follow the same workload.`,
      why: "Each writes its own number of pods, so they undo each other's work.",
      next: following.slice(1).map((one) => kubectl(facts, `delete hpa ${nameOf(one)}`)),
    };
  },
};

export const scalingDisabled: Check = {
  id: "hpa-disabled",
  subject: "autoscaling",
  *look(facts) {
    const running = runningOf(facts);
    if (running === undefined || numberAt(specOf(running.object), "replicas") !== 0) return;
    for (const autoscaler of autoscalersOf(facts).filter((one) => isTarget(one, facts))) {
      const { object, kind } = running;
      if (numberAt(specOf(autoscaler), "minReplicas") === 0) continue;
      yield {
        object: named(object, kind),
        field: "spec.replicas",
        seen: `It is 0, and ${named(autoscaler, "HorizontalPodAutoscaler")} follows it.`,
        why: "An autoscaler leaves a workload alone that somebody has scaled to 0: it never comes back by itself.",
        next: [
          kubectl(
            facts,
            `scale ${kind === "Rollout" ? "rollouts.argoproj.io" : "deployment"} ${facts.service} --replicas ${String(numberAt(specOf(autoscaler), "minReplicas") ?? 1)}`,
          ),
        ],
      };
    }
  },
};

export const unable: Check = {
  id: "hpa-unable",
  subject: "autoscaling",
  *look(facts) {
    for (const { autoscaler, condition, field } of refusals(facts, "AbleToScale"))
      yield {
        object: named(autoscaler, "HorizontalPodAutoscaler"),
        field,
        seen: `AbleToScale is False, ${reasonIn(condition)}`,
        why: "The autoscaler cannot read or write the number of pods of what it follows.",
        next: [kubectl(facts, `describe hpa ${nameOf(autoscaler)}`)],
      };
  },
};

export const noMetrics: Check = {
  id: "hpa-no-metrics",
  subject: "autoscaling",
  *look(facts) {
    for (const { autoscaler, condition, field } of refusals(facts, "ScalingActive"))
      yield {
        object: named(autoscaler, "HorizontalPodAutoscaler"),
        field,
        seen: `ScalingActive is False, ${reasonIn(condition)}`,
        why: "The autoscaler knows no number to scale by: metrics-server or the metrics adapter does not answer, the pods have no requests, or none of them is ready.",
        next: [
          kubectl(facts, `describe hpa ${nameOf(autoscaler)}`),
          kubectl(facts, "top pods"),
          kubectlGlobal(facts, "get apiservices v1beta1.metrics.k8s.io"),
        ],
      };
  },
};

interface Refusal {
  readonly autoscaler: DataObject;
  readonly condition: DataObject;
  readonly field: string;
}

/** Conditions that stop an autoscaler. Of one that follows something else, or a workload without pods, nothing else is expected. */
function refusals(facts: Facts, type: "AbleToScale" | "ScalingActive"): Refusal[] {
  if (numberAt(specOf(runningOf(facts)?.object ?? {}), "replicas") === 0) return [];
  return autoscalersOf(facts)
    .filter((one) => isTarget(one, facts))
    .flatMap((autoscaler) => {
      const found = conditionOf(autoscaler, type);
      return found?.condition["status"] === "False" ? [{ autoscaler, ...found }] : [];
    });
}

function reasonIn(condition: DataObject): string {
  return `${textAt(condition, "reason")}: ${oneLine(textAt(condition, "message"))}`;
}

export const atMaximum: Check = {
  id: "hpa-at-max",
  subject: "autoscaling",
  *look(facts) {
    for (const autoscaler of autoscalersOf(facts)) {
      const found = limitOf(autoscaler, "TooManyReplicas");
      if (found === undefined) continue;
      const most = String(numberAt(specOf(autoscaler), "maxReplicas") ?? "");
      yield {
        object: named(autoscaler, "HorizontalPodAutoscaler"),
        field: found.field,
        seen: `It is at its maximum: ${String(numberAt(statusOf(autoscaler), "currentReplicas") ?? "")} of at most ${most} pods, and the load asks for more.`,
        why: "maxReplicas is too small for the load, or the pods do less than they should.",
        next: [
          kubectl(facts, `describe hpa ${nameOf(autoscaler)}`),
          `${pulumiUp(facts)}, with a larger autoscaling.maxReplicas`,
        ],
      };
    }
  },
};

export const atMinimum: Check = {
  id: "hpa-at-min",
  subject: "autoscaling",
  isNote: true,
  *look(facts) {
    for (const autoscaler of autoscalersOf(facts)) {
      const found = limitOf(autoscaler, "TooFewReplicas");
      if (found === undefined) continue;
      yield {
        object: named(autoscaler, "HorizontalPodAutoscaler"),
        field: found.field,
        seen: `It is at its minimum of ${String(numberAt(specOf(autoscaler), "minReplicas") ?? 1)} pods, and the load asks for fewer.`,
        why: "That is what minReplicas is for. It goes up when the load does.",
        next: [kubectl(facts, `describe hpa ${nameOf(autoscaler)}`)],
      };
    }
  },
};

function limitOf(autoscaler: DataObject, reason: string): ReturnType<typeof conditionOf> {
  const found = conditionOf(autoscaler, "ScalingLimited");
  return found?.condition["status"] === "True" && found.condition["reason"] === reason ? found : undefined;
}

/** Those that are the service's by their name or label, KEDA's among them, and those that follow it whatever they are called. */
function autoscalersOf(facts: Facts): readonly DataObject[] {
  const { service, autoscalers = [] } = facts;
  return autoscalers.filter(
    (one) =>
      [service, `keda-hpa-${service}`].includes(nameOf(one)) ||
      labelOf(one, "app.kubernetes.io/name") === service ||
      mapAt(one, "spec", "scaleTargetRef")["name"] === service,
  );
}

function isTarget(autoscaler: DataObject, facts: Facts): boolean {
  const { kind, name } = mapAt(autoscaler, "spec", "scaleTargetRef");
  return kind === runningOf(facts)?.kind && name === facts.service;
}
