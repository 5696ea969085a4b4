/** `npm run move`: gives a service another stack without a change of anything in the cluster. */
import { parseArgs } from "node:util";
import { misused, runCommand } from "./config/run-command";
import { projectRoot } from "./local/plane/folder";
import { moveService } from "./move/move-service";

const usage = `Usage: npm run move -- <stack> <service> [options]

Moves a service out of a stack into the one that the environment's ownStacks gives it: from prod to prod.pay, from one shard to
another, or back to prod. Pulumi moves what its states say; no object of the cluster is touched. Before it: say so in ownStacks.

  --project <folder>  folder with Pulumi.yaml and the stack files`;

runCommand(usage, async (args) => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { project: { type: "string" } },
  });
  const [stack, service, ...others] = positionals;
  if (stack === undefined || service === undefined || others.length > 0)
    misused("Needed: the stack that has the service, and the service.");
  const project = values.project ?? projectRoot;
  const { from, to, environment } = await moveService({ stack, service, project, env: process.env });
  console.log(
    `${service} is in ${to}. Both stacks now need one run, which changes nothing in the cluster: npm run bootstrap -- ${environment} --only ${from},${to}`,
  );
  return 0;
});
