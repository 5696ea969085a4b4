const argo = "argoproj.io";
const look = ["get", "list", "watch"];

/** What the dashboard shows (upstream: `server`, `viewcontroller`). */
const reading = [
  { apiGroups: [argo], resources: ["rollouts", "experiments", "analysisruns"], verbs: look },
  { apiGroups: ["apps"], resources: ["replicasets", "deployments"], verbs: look },
  { apiGroups: [""], resources: ["pods"], verbs: look },
];

/** What its buttons do, to a Rollout and to the Deployment from which one takes its pods. */
const writing = [
  { apiGroups: [argo], resources: ["rollouts", "rollouts/status"], verbs: ["update", "patch"] },
  { apiGroups: ["apps"], resources: ["deployments"], verbs: ["update", "patch"] },
];

export function dashboardRights(readOnly: boolean): readonly object[] {
  return readOnly ? reading : [...reading, ...writing];
}
