import { loadEnvironment, loadEnvironments } from "./load";
import { Places } from "./places";
import { formatFinding } from "../../components/config";
void (async () => {
  const places = new Places("/work/main");
  for (const l of await loadEnvironments({})) {
    console.log(
      l.name,
      l.stack,
      l.services.size,
      l.findings.map((f) => f.severity + " " + formatFinding(f)),
    );
    for (const p of [
      ["services", "frontend", "rollout", "canary", "steps", 1, "pause"],
      ["services", "frontend", "replicaCount"],
      ["services", "frontend", "image", "tag"],
      ["services", "hat", "rollout", "blueGreen", "autoPromotionEnabled"],
      ["controller", "rollouts"],
      ["rules"],
      ["services", "hat", "env", 1, "value"],
    ])
      console.log(p.join("."), places.ofPath(l, p));
  }
  await loadEnvironment({ environment: "prd" }).catch((e) => console.log(String(e)));
})();
