/** `npm run plan`: what an update of a service will do in an environment, before anything happens. */
import { parseArgs } from "node:util";
import { formatFinding, suggestion } from "../components/config";
import { deliveryPlan, replicaCounts } from "../components/delivery-plan";
import { type LoadedEnvironment, LoadError, loadEnvironment } from "./config/load";
import { misused, runCommand } from "./config/run-command";
import { ansi, plain } from "./plan/paint";
import { type Drawn, report } from "./plan/report";

const usage = `Usage: npm run plan -- <service> <environment> [options]

  --replicas <n>     with so many pods; default: what the service starts with
  --stack <name>     one stack, where several are of the environment
  --catalog <folder> a folder of values files instead of the stack's
  --json             for programs`;

/** For a file or a pipe. */
const DEFAULT_WIDTH = 120;

runCommand(usage, async (args) => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      replicas: { type: "string" },
      stack: { type: "string" },
      catalog: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [service, environment, ...others] = positionals;
  if (service === undefined || environment === undefined || others.length > 0)
    misused("Needed: a service and an environment.");
  const { json, replicas, ...where } = values;
  if (replicas !== undefined && !/^\d+$/.test(replicas))
    misused(`--replicas needs a number, not ${replicas}.`);
  const drawn = planIn(
    await loadEnvironment({ environment, ...where }),
    service,
    replicas === undefined ? undefined : Number(replicas),
  );
  console.log(json ? JSON.stringify(dataOf(drawn), undefined, 2) : drawingOf(drawn));
  return 0;
});

function planIn(loaded: LoadedEnvironment, service: string, replicas: number | undefined): Drawn {
  const config = loaded.services.get(service);
  if (config === undefined) throw notThere(loaded, service);
  const clusterTemplates = loaded.environment?.analysisTemplates ?? {};
  const [least, most] = replicaCounts(config);
  const planWith = (count: number) => deliveryPlan(service, config, { replicas: count, clusterTemplates });
  return {
    service,
    environment: loaded.name,
    config,
    plan: planWith(replicas ?? least),
    largest: replicas === undefined && most > least ? planWith(most) : undefined,
  };
}

/** A service that cannot be read has no plan; its mistakes say why. */
function notThere({ values, name, findings }: LoadedEnvironment, service: string): LoadError {
  if (!values.has(service)) {
    return new LoadError(`${name} has no service ${service}. ${suggestion(service, [...values.keys()])}`);
  }
  const own = findings.filter(({ path }) => path[0] === "services" && path[1] === service);
  return new LoadError([`The values of ${service} cannot be used:`, ...own.map(formatFinding)].join("\n  "));
}

function dataOf({ service, environment, plan }: Drawn): object {
  return { service, environment, ...plan };
}

function drawingOf(drawn: Drawn): string {
  const { columns = DEFAULT_WIDTH, isTTY } = process.stdout;
  return report(drawn, columns, isTTY && process.env["NO_COLOR"] === undefined ? ansi : plain);
}
