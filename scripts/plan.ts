/** `npm run plan`: what an update of a service will do in an environment, before anything happens. */
import { parseArgs } from "node:util";
import { loadEnvironment } from "./config/load";
import { misused, runCommand } from "./config/run-command";
import { ansi, plain } from "./plan/paint";
import { dataOf, planIn } from "./plan/plan-in";
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

function drawingOf(drawn: Drawn): string {
  const { columns = DEFAULT_WIDTH, isTTY } = process.stdout;
  return report(drawn, columns, isTTY && process.env["NO_COLOR"] === undefined ? ansi : plain);
}
