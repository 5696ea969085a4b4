import { dump } from "js-yaml";
import {
  deliveryOf,
  parse,
  type RouterFeatures,
  type RouterSupport,
  routersOf,
  service,
  type ServiceConfig,
} from "../../components/config";
import { renderRoutes } from "../../components/routing";
import { type RouterEntry, routerEntries } from "./router-entries";

/** `docs/routing.md`: what each router can do, as the code's own tables say it, and the smallest values for it. */
export function routingPage(): string {
  return `${[
    "# Routers",
    "Made from the tables in `components/config/routing` by `npm run docs`. How routes live with a canary stands in [routers.md](routers.md).",
    "The controller tells each router of a canary every weight, so several may be set at once. `exact`: with exact values alone. `ignored`: nothing happens, and the controller does not say so; a rule of this package does.",
    featureTable(),
    "## Smallest values",
    "Each makes a route for a Deployment, a canary and, where the table says so, blue-green.",
    ...routerEntries.flatMap(({ name, values }) => [
      `### ${name}`,
      `\`\`\`yaml\n${dump(values).trim()}\n\`\`\``,
    ]),
  ].join("\n\n")}\n`;
}

const features = {
  headerRoutes: "header routes",
  mirrorRoutes: "mirror routes",
  experimentWeights: "experiments",
  pingPong: "ping-pong",
  maxTrafficWeight: "other total than 100",
} as const satisfies Record<keyof RouterFeatures, string>;
export const featureNames = [
  "headerRoutes",
  "mirrorRoutes",
  "experimentWeights",
  "pingPong",
  "maxTrafficWeight",
] as const;

function featureTable(): string {
  const head = [
    "router",
    "values",
    "weights",
    ...featureNames.map((name) => features[name]),
    "TCP",
    "blue-green",
    "beside others",
    "checked against",
  ];
  const rows = routerEntries.map((entry) => [
    entry.name,
    entry.keys.map((key) => `\`${key}\``).join(", "),
    "yes",
    ...featureNames.map((feature) => supportOf(entry, feature)),
    entry.tcp === undefined ? "no" : `\`${entry.tcp}\``,
    servesBlueGreen(entry) ? "yes" : "no",
    "yes",
    entry.checkedAgainst,
  ]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

export function supportOf(entry: RouterEntry, feature: keyof RouterFeatures): RouterSupport {
  const delivery = deliveryOf("pay", serviceWith(entry, { enabled: true }));
  const [router] = delivery.kind === "canary" ? routersOf(delivery.canary.trafficRouting) : [];
  if (router === undefined) throw new Error(`The values of ${entry.name} ask for no router.`);
  return router.traits[feature];
}

function servesBlueGreen(entry: RouterEntry): boolean {
  const blueGreen = serviceWith(entry, { enabled: true, strategy: "bluegreen" });
  return renderRoutes({ name: "pay", namespace: "shop", service: blueGreen }).length > 0;
}

function serviceWith({ name, values }: RouterEntry, rollout: object): ServiceConfig {
  const { value, findings } = parse(service, {
    image: { repository: "registry.example/pay" },
    ...values,
    rollout,
  });
  if (value === undefined) throw new Error(`The values of ${name} are wrong: ${JSON.stringify(findings)}`);
  return value;
}
