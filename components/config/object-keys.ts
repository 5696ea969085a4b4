import { autoscaling } from "./autoscaling";
import { podDisruptionBudget } from "./disruption-budget";
import { externalSecrets } from "./objects/external-secrets";
import { extraManifests } from "./objects/extra-manifests";
import { monitoring } from "./objects/monitoring";
import { networkPolicy } from "./objects/network-policy";
import { persistentVolumeClaims } from "./objects/persistent-volume-claims";
import { preDeploy } from "./objects/pre-deploy";
import { rbac } from "./objects/rbac";
import { scaledObject } from "./objects/scaled-object";
import { verticalPodAutoscaler } from "./objects/vertical-pod-autoscaler";

/** Keys of a service that describe the objects around its workload. */
export const objectKeys = {
  autoscaling: autoscaling
    .prefault({})
    .describe("A HorizontalPodAutoscaler that follows the kind of the workload."),
  scaledObject: scaledObject.prefault({}).describe("A ScaledObject of KEDA, instead of `autoscaling`."),
  verticalPodAutoscaler: verticalPodAutoscaler
    .prefault({})
    .describe("A VerticalPodAutoscaler that follows the kind of the workload."),
  podDisruptionBudget: podDisruptionBudget
    .prefault({})
    .describe("How many pods a drain of nodes may take away at the same time."),
  networkPolicy: networkPolicy.prefault({}).describe("Who may call the pods, and whom they may call."),
  monitoring: monitoring.prefault({}).describe("How the service is watched."),
  persistentVolumeClaims: persistentVolumeClaims
    .default({})
    .describe("Space on disks: name -> claim. The object is called `<service>-<name>`."),
  rbac: rbac.prefault({}).describe("What the service may do with the Kubernetes API."),
  externalSecrets: externalSecrets
    .default({})
    .describe(
      "Secrets out of a store, by external-secrets: name -> ExternalSecret, called `<service>-<name>`. The pods wait for them.",
    ),
  preDeploy: preDeploy.prefault({}).describe("What has to succeed before a new version starts."),
  extraManifests: extraManifests
    .default([])
    .describe("Objects that the package knows nothing of, made before the workload."),
};
