/** `npm run explain`: what a service's values are in an environment, and who says each of them. */
import { parseArgs } from "node:util";
import { formatFinding, suggestion } from "../components/config";
import { type LoadedEnvironment, LoadError, loadEnvironment } from "./config/load";
import { misused, runCommand } from "./config/run-command";
import { explainService } from "./explain/explained";
import { asJson, asYaml } from "./explain/formats";

const usage = `Usage: npm run explain -- <service> <environment> [options]

  --all              also what a value replaces, and where that stands
  --stack <name>     one stack, where several are of the environment
  --catalog <folder> a folder of values files instead of the stack's
  --json             for programs`;

runCommand(usage, async (args) => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      all: { type: "boolean", default: false },
      stack: { type: "string" },
      catalog: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [service, environment, ...others] = positionals;
  if (service === undefined || environment === undefined || others.length > 0)
    misused("Needed: a service and an environment.");
  const { all, json, ...where } = values;
  return explain(service, await loadEnvironment({ environment, ...where }), { all, json });
});

function explain(
  service: string,
  loaded: LoadedEnvironment,
  { all, json }: { readonly all: boolean; readonly json: boolean },
): number {
  const explained = explainService(service, loaded);
  if (explained === undefined) throw unknownService(service, loaded);
  const findings = loaded.findings.filter(({ path }) => path[0] === "services" && path[1] === service);
  const errors = findings.filter(({ severity }) => severity === "error");
  const about = { service, environment: loaded.name, stack: loaded.stack };
  console.log(json ? asJson(explained, about, findings) : asYaml(explained, all));
  for (const error of errors) console.error(formatFinding(error));
  return errors.length > 0 ? 1 : 0;
}

function unknownService(name: string, { values, name: environment }: LoadedEnvironment): LoadError {
  return new LoadError(`${environment} has no service ${name}. ${suggestion(name, [...values.keys()])}`);
}
