/** `npm run drift`: what in the cluster differs from the state of an environment's stacks. */
import { parseArgs } from "node:util";
import { runPipeline } from "./bootstrap/command";
import { misused, runCommand } from "./config/run-command";

const usage = `Usage: npm run drift -- <environment> [options]

Compares the state of all stacks of an environment with the cluster, and changes nothing. Fields that controllers own are left out.

  --parallel <n>     stacks at a time (the CPUs of the machine)
  --json             the report for programs
  --summary <file>   the report as a table
  --project <folder> folder with Pulumi.yaml and the stack files

Exit code 0: no drift. 1: something failed. 2: drift.`;

runCommand(usage, async (args) => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      parallel: { type: "string" },
      json: { type: "boolean", default: false },
      summary: { type: "string" },
      project: { type: "string" },
    },
  });
  const [environment, ...others] = positionals;
  if (environment === undefined || others.length > 0) misused("Needed: one environment.");
  const { json, summary, project } = values;
  const parallel = values.parallel === undefined ? undefined : Number(values.parallel);
  if (parallel !== undefined && !(parallel >= 1)) misused("--parallel: needed is a number from 1 on.");
  return runPipeline({ environment, mode: "drift", project, parallel }, { json, summary });
});
