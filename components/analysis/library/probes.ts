import { timing } from "./arguments";
import { defineClusterTemplate } from "./define";

const image = {
  type: "text",
  description: "Image with a shell and the tool that is needed.",
  default: "busybox:1.37",
} as const;

/** A pod that a namespace with the Pod Security level `restricted` lets in. */
function jobSpec(container: { image: string; command: string[]; env: { name: string; value: string }[] }) {
  return {
    backoffLimit: 0,
    activeDeadlineSeconds: 300,
    template: {
      spec: {
        restartPolicy: "Never",
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
        containers: [
          {
            name: "probe",
            ...container,
            resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
          },
        ],
      },
    },
  };
}

/** Values go into variables: a shell would run what stands in its command. */
const variable = (name: string, value: string) => ({ name, value });

/** What asks the service itself. */
export const probeTemplates = {
  "web-check": defineClusterTemplate(
    "web-check",
    "Whether a URL answers with a status of 2xx, asked by the controller.",
    { url: { type: "url", description: "What is asked." }, ...timing },
    (arg) => [
      {
        name: "web-check",
        interval: arg("interval"),
        count: arg("count"),
        initialDelay: arg("initial-delay"),
        consecutiveErrorLimit: arg("failure-limit"),
        // The same for every answer: one of null, as a whole, would end the controller.
        provider: { web: { url: arg("url"), jsonPath: '{"ok"}' } },
      },
    ],
  ),
  "job-check": defineClusterTemplate(
    "job-check",
    "Whether a command in a Job succeeds, such as a smoke test.",
    {
      image: { type: "text", description: "Image with a shell." },
      command: { type: "text", description: "What the shell runs." },
    },
    (arg) => [
      {
        name: "job-check",
        provider: {
          job: {
            spec: jobSpec({
              image: arg("image"),
              command: ["sh", "-c", arg("command")],
              env: [],
            }),
          },
        },
      },
    ],
  ),
  "http-probe": defineClusterTemplate(
    "http-probe",
    "Whether a URL answers with a status of 2xx, asked by a pod in the service's namespace.",
    { url: { type: "url", description: "What is asked." }, "probe-image": image },
    (arg) => [
      {
        name: "http-probe",
        provider: {
          job: {
            spec: jobSpec({
              image: arg("probe-image"),
              command: ["sh", "-c", 'wget -q -T 10 -O /dev/null "$URL"'],
              env: [variable("URL", arg("url"))],
            }),
          },
        },
      },
    ],
  ),
  "dns-probe": defineClusterTemplate(
    "dns-probe",
    "Whether a name is found, asked by a pod in the service's namespace.",
    { host: { type: "text", description: "The name." }, "probe-image": image },
    (arg) => [
      {
        name: "dns-probe",
        provider: {
          job: {
            spec: jobSpec({
              image: arg("probe-image"),
              command: ["sh", "-c", 'nslookup "$HOST"'],
              env: [variable("HOST", arg("host"))],
            }),
          },
        },
      },
    ],
  ),
} as const;
