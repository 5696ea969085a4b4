import type { DataObject } from "../../../components/config";
import { podRules } from "../../../components/rules/pod";
import { describeRules } from "../../support/rule-cases";

const sidecar = (values: DataObject): DataObject => ({
  sidecars: { proxy: { image: "registry.example/proxy:1", ...values } },
});
const init = (values: DataObject): DataObject => ({
  initContainers: { prepare: { image: "registry.example/prepare:1", ...values } },
});
const cache = { name: "cache", mountPath: "/cache", emptyDir: {} };
const levelOf = (place: string, level: string) =>
  `services.pay.${place}: Only a namespace of the Pod Security Standard's level ${level} lets such pods in. Take it out, or make sure that the namespace is one.`;

describeRules("rules about pods", podRules, [
  {
    rule: "root-needs-reason",
    refuses: { security: { runAsUser: 0 } },
    with: "services.pay.security.runAsUser: 0 is root, which is not allowed. Set another user id, or give the reason as security.allow.root.",
    accepts: [
      { security: { runAsUser: 0, allow: { root: "opens port 80" } } },
      { security: { runAsUser: 1000 } },
    ],
  },
  {
    rule: "root-needs-reason",
    when: "a sidecar that gets the user of the pod",
    refuses: { security: { runAsUser: 0, allow: { root: "opens port 80" } }, ...sidecar({}) },
    with: "services.pay.sidecars.proxy.security.runAsUser: 0 is root, which is not allowed. Set another user id, or give the reason as security.allow.root.",
    accepts: {
      security: { runAsUser: 0, allow: { root: "opens port 80" } },
      ...sidecar({ security: { runAsUser: 1000 } }),
    },
  },
  {
    rule: "pod-security-level",
    refuses: {
      security: {
        allow: {
          root: "old image",
          unconfined: "tracing",
          hostNetwork: "speed",
          capabilities: { CHOWN: "old image", NET_ADMIN: "routes" },
        },
      },
    },
    with: [
      levelOf("security.allow.root", "baseline"),
      levelOf("security.allow.unconfined", "privileged"),
      levelOf("security.allow.hostNetwork", "privileged"),
      levelOf("security.allow.capabilities.CHOWN", "baseline"),
      levelOf("security.allow.capabilities.NET_ADMIN", "privileged"),
    ],
    accepts: {
      security: {
        allow: { writableRoot: "writes its cache", capabilities: { NET_BIND_SERVICE: "opens port 80" } },
      },
    },
  },
  {
    rule: "pod-security-level",
    when: "volumes of the node and a sidecar's rights",
    refuses: {
      volumes: [
        { name: "logs", mountPath: "/logs", hostPath: { path: "/var/log" } },
        { name: "share", mountPath: "/share", nfs: { server: "nfs.example", path: "/" } },
      ],
      ...sidecar({ security: { allow: { privileged: "loads a module" } } }),
    },
    with: [
      levelOf("sidecars.proxy.security.allow.privileged", "privileged"),
      levelOf("volumes[0].hostPath", "privileged"),
      levelOf("volumes[1].nfs", "baseline"),
    ],
    accepts: { volumes: [cache], ...sidecar({}) },
  },
  {
    rule: "pod-security-enforced",
    refuses: {
      security: { allow: { root: "old image", unconfined: "tracing" } },
      volumes: [{ name: "share", mountPath: "/share", nfs: { server: "nfs.example", path: "/" } }],
    },
    with: "services.pay.security.allow.unconfined: The namespace enforces the Pod Security Standard's level baseline, and only privileged lets such pods in. Take it out, or let the namespace have podSecurity.enforce: privileged.",
    accepts: { security: { allow: { root: "old image", capabilities: { CHOWN: "old image" } } } },
    around: { podSecurity: "baseline" },
  },
  {
    rule: "mounts-both-ways",
    refuses: { volumes: [{ ...cache, mountPropagation: "Bidirectional" }] },
    with: "services.pay.volumes[0].mountPropagation: Only a privileged container may have Bidirectional. Use HostToContainer, or give the reason as security.allow.privileged.",
    accepts: [
      { volumes: [{ ...cache, mountPropagation: "HostToContainer" }] },
      {
        volumes: [{ ...cache, mountPropagation: "Bidirectional" }],
        security: { allow: { privileged: "mounts for others" } },
      },
    ],
  },
  {
    rule: "processes-of-two",
    refuses: { shareProcessNamespace: true, security: { allow: { hostPID: "looks at all" } } },
    with: "services.pay.shareProcessNamespace: With security.allow.hostPID all processes of the node are seen already. Take one of the two out.",
    accepts: [{ shareProcessNamespace: true }, { security: { allow: { hostPID: "looks at all" } } }],
  },
  {
    rule: "drain-within-grace",
    when: "a drain that is as long as the grace period",
    refuses: { drainSeconds: 30 },
    with: "services.pay.drainSeconds: A pod waits for 30 seconds and is killed after 30. Raise terminationGracePeriodSeconds above it, or wait less.",
    accepts: [
      { drainSeconds: 29 },
      { drainSeconds: 30, terminationGracePeriodSeconds: 60 },
      { drainSeconds: 0, terminationGracePeriodSeconds: 1 },
    ],
  },
  {
    rule: "drain-within-grace",
    when: "a grace period that is shorter than the usual drain",
    refuses: { terminationGracePeriodSeconds: 5 },
    with: "services.pay.terminationGracePeriodSeconds: A pod waits for 10 seconds and is killed after 5. Raise terminationGracePeriodSeconds above it, or wait less.",
    accepts: { terminationGracePeriodSeconds: 11 },
  },
  {
    rule: "drain-within-grace",
    when: "hooks that sleep for too long",
    refuses: {
      lifecycle: { preStop: { sleep: { seconds: 40 } } },
      ...sidecar({ lifecycle: { preStop: { sleep: { seconds: 30 } } } }),
    },
    with: [
      "services.pay.lifecycle.preStop.sleep.seconds: A pod waits for 40 seconds and is killed after 30. Raise terminationGracePeriodSeconds above it, or wait less.",
      "services.pay.sidecars.proxy.lifecycle.preStop.sleep.seconds: A pod waits for 30 seconds and is killed after 30. Raise terminationGracePeriodSeconds above it, or wait less.",
    ],
    accepts: { lifecycle: { preStop: { sleep: { seconds: 20 } } } },
  },
  {
    rule: "drain-or-own-hook",
    refuses: { drainSeconds: 5, lifecycle: { preStop: { exec: { command: ["/drain"] } } } },
    with: "services.pay.drainSeconds: It is a preStop hook, and lifecycle.preStop is another. Take it out, and wait in the service's own hook.",
    accepts: [
      { lifecycle: { preStop: { exec: { command: ["/drain"] } } } },
      { drainSeconds: 5, lifecycle: { postStart: { exec: { command: ["/warm"] } } } },
    ],
  },
  {
    rule: "volume-known",
    refuses: { volumes: [cache], ...init({ volumeMounts: [{ name: "cahce", mountPath: "/cache" }] }) },
    with: 'services.pay.initContainers.prepare.volumeMounts[0].name: No volume has the name cahce. Did you mean "cache"?',
    accepts: { volumes: [cache], ...init({ volumeMounts: [{ name: "cache", mountPath: "/cache" }] }) },
  },
  {
    rule: "volume-known",
    when: "a mount where there are no volumes",
    refuses: sidecar({ volumeMounts: [{ name: "cache", mountPath: "/cache" }] }),
    with: "services.pay.sidecars.proxy.volumeMounts[0].name: No volume has the name cache. Add it to volumes.",
    accepts: sidecar({}),
  },
  {
    rule: "mount-paths-differ",
    refuses: {
      configFiles: { "/etc/pay/a.yaml": "a: 1", "/etc/pay/b.yaml": "b: 1" },
      volumes: [{ ...cache, mountPath: "/etc/pay" }],
    },
    with: "services.pay.volumes[0].mountPath: Something else is mounted at /etc/pay. Choose another path.",
    accepts: {
      configFiles: { "/etc/pay/a.yaml": "a: 1" },
      volumes: [{ ...cache, mountPath: "/etc/pay/cache" }],
    },
  },
  {
    rule: "container-names-differ",
    refuses: { sidecars: { pay: { image: "a" } }, ...init({}) },
    with: "services.pay.sidecars.pay: Another container of the pod has this name; the main one has the service's. Choose another name.",
    accepts: { ...sidecar({}), ...init({}) },
  },
  {
    rule: "container-names-differ",
    when: "a sidecar with the name of an init container",
    refuses: { ...sidecar({}), initContainers: { proxy: { image: "registry.example/proxy:1" } } },
    with: "services.pay.sidecars.proxy: Another container of the pod has this name; the main one has the service's. Choose another name.",
    accepts: { ...sidecar({}), ...init({}) },
  },
  {
    rule: "pod-ports-differ",
    refuses: { service: { targetPort: 8080 }, ...sidecar({ ports: [{ containerPort: 8080 }] }) },
    with: "services.pay.sidecars.proxy.ports[0].containerPort: Port 8080/TCP is another container's. Choose another port.",
    accepts: [
      { service: { targetPort: 8080 }, ...sidecar({ ports: [{ containerPort: 8080, protocol: "UDP" }] }) },
      { service: { targetPort: 8080, ports: [{ name: "old", port: 81, targetPort: 8080 }] } },
    ],
  },
  {
    rule: "port-known",
    refuses: { readinessProbe: { httpGet: { port: "admin" } }, livenessProbe: { tcpSocket: {} } },
    with: "services.pay.readinessProbe.httpGet.port: No port of the container has the name admin. Use its number, or add the port.",
    accepts: [
      {
        readinessProbe: { httpGet: { port: "admin" } },
        service: { ports: [{ name: "admin", port: 9000 }] },
      },
      { readinessProbe: { httpGet: { port: 9000 } } },
    ],
  },
  {
    rule: "port-known",
    when: "ports of a sidecar",
    refuses: {
      service: { ports: [{ name: "metrics", port: 9090, targetPort: "stats" }] },
      ...sidecar({ lifecycle: { preStop: { httpGet: { port: "admin" } } } }),
    },
    with: [
      "services.pay.sidecars.proxy.lifecycle.preStop.httpGet.port: No port of the container has the name admin. Use its number, or add the port.",
      "services.pay.service.ports[0].targetPort: No port of a sidecar has the name stats. Use its number, or add the port.",
    ],
    accepts: {
      service: { ports: [{ name: "metrics", port: 9090, targetPort: "stats" }] },
      ...sidecar({
        ports: [{ name: "stats", containerPort: 9102 }],
        livenessProbe: { tcpSocket: { port: "stats" } },
      }),
    },
  },
  {
    rule: "dns-needs-server",
    refuses: { dnsPolicy: "None", dnsConfig: { searches: ["example.com"] } },
    with: "services.pay.dnsPolicy: With None there is no DNS server. Set dnsConfig.nameservers, or another policy.",
    accepts: [{ dnsPolicy: "None", dnsConfig: { nameservers: ["192.0.2.1"] } }, { dnsPolicy: "Default" }],
  },
  {
    rule: "autoscaled-sidecars",
    refuses: {
      resources: { requests: { cpu: "1" } },
      autoscaling: { enabled: true },
      ...init({}),
      ...sidecar({ resources: { requests: { memory: "64Mi" } } }),
    },
    with: "services.pay.sidecars.proxy.resources.requests.cpu: A request is needed: autoscaling.enabled is true and scales on cpu. Set it, or scale on another resource.",
    accepts: [
      {
        resources: { requests: { cpu: "1" } },
        autoscaling: { enabled: true },
        ...sidecar({ resources: { limits: { cpu: "100m" } } }),
      },
      sidecar({}),
    ],
  },
]);
