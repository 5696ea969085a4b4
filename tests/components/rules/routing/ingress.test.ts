import type { DataObject } from "../../../../components/config";
import { ingressRules } from "../../../../components/rules/routing/ingress";
import { describeRules } from "../../../support/rule-cases";

const alb = (values: DataObject): DataObject => ({ routing: { alb: values } });
const rollout = { rollout: { enabled: true } };
const blueGreen = { rollout: { enabled: true, strategy: "blueGreen" } };
const onNodes = { service: { type: "NodePort" } };
const instance = { targetType: "instance" };
const next = { preview: { ...instance, hosts: ["next.example.com"] } };
const noPorts = "instance needs node ports, and the Service behind the Ingress has none.";
const step = {
  setHeaderRoute: { name: "testers", match: [{ headerName: "x", headerValue: { exact: "y" } }] },
};
const annotations = (...keys: string[]): DataObject => ({
  annotations: Object.fromEntries(keys.map((key) => [key, "{}"])),
});

describeRules("rules about Ingresses", ingressRules, [
  {
    rule: "ingress-name-taken",
    refuses: { routing: { nginx: {}, alb: { ingresses: { inside: { name: "pay" } } } } },
    with: [
      "services.pay.routing.alb: Its Ingress is called pay, and so is that of routing.nginx. Set name in one of them.",
      "services.pay.routing.alb.ingresses.inside: Its Ingress is called pay, and so is that of routing.nginx. Set name in one of them.",
    ],
    accepts: [
      { routing: { nginx: {}, alb: { name: "pay-alb", ingresses: { inside: {} } } } },
      { routing: { nginx: { enabled: false }, alb: {} } },
    ],
  },
  {
    rule: "ingress-name-taken",
    when: "a preview that is made in a Rollout alone",
    refuses: { ...rollout, ...alb({ name: "pay-preview", preview: { hosts: ["next.example.com"] } }) },
    with: "services.pay.routing.alb.preview: Its Ingress is called pay-preview, and so is that of routing.alb. Set name in one of them.",
    accepts: alb({ name: "pay-preview", preview: { hosts: ["next.example.com"] } }),
  },
  {
    rule: "alb-target-type",
    refuses: alb({ ...instance, ...next }),
    with: `services.pay.routing.alb.targetType: ${noPorts} Set service.type: NodePort, or leave it out.`,
    accepts: [
      { ...alb({ ...instance, ...next }), ...onNodes },
      { ...alb({ ...instance }), ...onNodes, ...blueGreen },
    ],
  },
  {
    rule: "alb-target-type",
    when: "Services of versions, which have no node ports",
    refuses: { ...alb({ ...next, ingresses: { inside: instance } }), ...rollout, ...onNodes },
    with: [
      `services.pay.routing.alb.ingresses.inside.targetType: ${noPorts} Leave it out.`,
      `services.pay.routing.alb.preview.targetType: ${noPorts} Leave it out.`,
    ],
    accepts: { ...alb({ ingresses: { inside: {} } }), ...rollout },
  },
  {
    rule: "alb-target-type",
    when: "a live Service of blue-green that is not the one that clients call",
    refuses: {
      ...alb(instance),
      ...onNodes,
      rollout: { ...blueGreen.rollout, blueGreen: { activeService: "live" } },
    },
    with: `services.pay.routing.alb.targetType: ${noPorts} Leave it out.`,
    accepts: { ...alb({ ...instance, enabled: false }), ...rollout },
  },
  {
    rule: "alb-annotation-taken",
    refuses: {
      rollout: { enabled: true, canary: { steps: [step] } },
      ...alb({
        ...annotations(
          "alb.ingress.kubernetes.io/actions.pay-root",
          "alb.ingress.kubernetes.io/conditions.testers",
        ),
        ingresses: { inside: annotations("rollouts.argoproj.io/managed-alb-annotations") },
      }),
    },
    with: [
      'services.pay.routing.alb.annotations["alb.ingress.kubernetes.io/actions.pay-root"]: The controller writes it in a canary. Take it out.',
      'services.pay.routing.alb.annotations["alb.ingress.kubernetes.io/conditions.testers"]: The controller writes it in a canary. Take it out.',
      'services.pay.routing.alb.ingresses.inside.annotations["rollouts.argoproj.io/managed-alb-annotations"]: The controller writes it in a canary. Take it out.',
    ],
    accepts: [
      alb(annotations("alb.ingress.kubernetes.io/actions.pay-root")),
      {
        ...rollout,
        ...alb(
          annotations(
            "alb.ingress.kubernetes.io/actions.other",
            "alb.ingress.kubernetes.io/conditions.pay-root",
          ),
        ),
      },
    ],
  },
]);
