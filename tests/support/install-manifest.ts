/** A release manifest in small: one object of each kind that the controller's install treats in its own way. */
export const installManifest = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: rollouts.argoproj.io
spec:
  group: argoproj.io
  scope: Namespaced
  names: { kind: Rollout, plural: rollouts, singular: rollout, listKind: RolloutList }
  versions:
    - name: v1alpha1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          description: A Rollout.
          type: object
          properties:
            description:
              description: A property with the name of a description.
              type: string
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: argo-rollouts
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: argo-rollouts
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: argo-rollouts }
subjects:
  - { kind: ServiceAccount, name: argo-rollouts, namespace: argo-rollouts }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: argo-rollouts
spec:
  selector: { matchLabels: { app: argo-rollouts } }
  template:
    metadata: { labels: { app: argo-rollouts } }
    spec:
      containers:
        - name: argo-rollouts
          image: registry.example:5000/argoproj/argo-rollouts:latest
          imagePullPolicy: Always
          resources: { limits: { ephemeral-storage: 1Gi } }
`;

/** The Service that a release manifest has too. */
export const metricsService = `
---
apiVersion: v1
kind: Service
metadata:
  name: argo-rollouts-metrics
  labels:
    app.kubernetes.io/name: argo-rollouts-metrics
    app.kubernetes.io/part-of: argo-rollouts
spec:
  ports:
    - { name: metrics, port: 8090, protocol: TCP, targetPort: 8090 }
  selector: { app.kubernetes.io/name: argo-rollouts }
`;
