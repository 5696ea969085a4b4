import { describeRouterRun, type RouterRun } from "./support/router-run";

const meshed = (virtualService: object) => ({
  "cw-istio": { enabled: true, virtualService: { enabled: true, ...virtualService } },
});
const hosts = ["pay", "pay.example.com"];

const byHosts = {
  values: meshed({}),
  weights: {
    kind: "VirtualService",
    read: (object) => percentOf(routesIn(object).at(-1), "pay-canary"),
  },
  edit: { values: meshed({ hosts }), read: (object) => specOf(object).hosts, shows: hosts },
} as const satisfies Partial<RouterRun>;

const runs: readonly RouterRun[] = [
  { name: "Istio by hosts", ...byHosts },
  {
    name: "Istio with header and mirror routes",
    ...byHosts,
    managed: {
      steps: [
        {
          setHeaderRoute: {
            name: "testers",
            match: [{ headerName: "x-tester", headerValue: { exact: "yes" } }],
          },
        },
        {
          setMirrorRoute: { name: "shadow", percentage: 10, match: [{ path: { prefix: "/search" } }] },
        },
      ],
      names: ["testers", "shadow"],
      read: (object) =>
        routesIn(object)
          .slice(0, -1)
          .map(({ name }) => name),
    },
  },
];

for (const run of runs) describeRouterRun(run);

interface HttpRoute {
  readonly name: string;
  readonly route: readonly { readonly destination: { readonly host: string }; readonly weight?: number }[];
}

/** Our own route is the last: those of steps come before it. */
function routesIn(object: object | undefined): readonly HttpRoute[] {
  return specOf(object).http ?? [];
}

function percentOf(route: HttpRoute | undefined, host: string): number | undefined {
  return route?.route.find(({ destination }) => destination.host === host)?.weight;
}

function specOf(object: object | undefined) {
  return Object(object && "spec" in object ? object.spec : {});
}
