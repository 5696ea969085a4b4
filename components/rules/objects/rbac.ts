import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const broadRights: Rule<ServiceScope> = {
  id: "broad-rights",
  severity: "warning",
  what: "A service may do everything, or with everything, in its namespace.",
  why: "Whoever gets into one of its pods reads every Secret of the namespace and starts what they want.",
  upstream: "kubernetes.io: RBAC Good Practices, least privilege",
  *check({ service: { rbac } }) {
    for (const [index, rule] of rbac.rules.entries()) {
      for (const key of ["apiGroups", "resources", "verbs"] as const) {
        if (!rule[key].includes("*")) continue;
        yield {
          path: ["rbac", "rules", index, key],
          reason: '"*" stands for all there are, and for all that will come.',
          hint: "Name those that the service needs.",
        };
      }
    }
  },
};

export const rightsOfOthers: Rule<ServiceScope> = {
  id: "rights-of-others",
  severity: "warning",
  what: "A service's rights are given to a ServiceAccount that is not its own.",
  why: "The namespace's default account is that of every pod that names none; one that nobody made has no pods.",
  upstream: "kubernetes.io: Service Accounts, default service accounts",
  *check({ service: { rbac, rollout, serviceAccount } }) {
    if (rbac.rules.length === 0 || serviceAccount.name !== undefined) return;
    const isElsewhere = rollout.enabled && rollout.workloadRef !== undefined;
    if (serviceAccount.create && !isElsewhere) return;
    yield {
      path: ["rbac", "rules"],
      reason: isElsewhere
        ? "The pods of rollout.workloadRef have another ServiceAccount."
        : "Every pod of the namespace that names no ServiceAccount gets these rights.",
      hint: isElsewhere
        ? "Give the rights where those pods are made."
        : "Set serviceAccount.create: true, or serviceAccount.name.",
    };
  },
};
