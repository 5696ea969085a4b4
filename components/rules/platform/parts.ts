import type { Path, PlatformConfig } from "../../config";
import type { Rule } from "../rule";

export const platformPart: Rule<PlatformConfig> = {
  id: "platform-part",
  severity: "error",
  what: "A platform has objects of a kind that nothing in its config says the cluster has.",
  why: "The API server does not know the kind: the up stops in the middle.",
  upstream: "kubernetes.io: Custom Resources",
  *check({ gatewayApi, gateways, certManager, issuers, certificates }) {
    const needed: [string, unknown, Path[]][] = [
      ["gatewayApi", gatewayApi, madeGateways(gateways)],
      [
        "certManager",
        certManager,
        [...placesIn("issuers", issuers), ...placesIn("certificates", certificates)],
      ],
      ["certManager", certManager, listenersWithCertificate(gateways)],
    ];
    for (const [part, said, places] of needed) {
      if (said !== undefined) continue;
      for (const path of places)
        yield {
          path,
          reason: `It needs ${part}, and the config has none.`,
          hint: `Write ${part}: {}, or ${part}: { install: false } where the cluster has it already.`,
        };
    }
  },
};

function placesIn(key: string, named: object): Path[] {
  return Object.keys(named).map((name) => [key, name]);
}

function madeGateways(gateways: PlatformConfig["gateways"]): Path[] {
  return Object.entries(gateways).flatMap(([name, { create }]) => (create ? [["gateways", name]] : []));
}

function listenersWithCertificate(gateways: PlatformConfig["gateways"]): Path[] {
  return Object.entries(gateways).flatMap(([name, { listeners }]) =>
    listeners.flatMap(({ tls }, index) =>
      tls?.certificate === undefined ? [] : [["gateways", name, "listeners", index, "tls", "certificate"]],
    ),
  );
}
