import { parseArgs } from "node:util";
import { loadEnvironments } from "../config/load";
import { misused } from "../config/run-command";
import { formats } from "./formats";
import { reportOn } from "./report";

export const usage = `Usage: npm run check-config -- [options]

  --env <name>       one environment (may be repeated); default: every stack of the project
  --stack <name>     one stack of it, where several are of the environment
  --catalog <folder> a folder of values files instead of the stack's; with --env no stack is needed
  --format <name>    ${Object.keys(formats).join(", ")}; default: text

Exit code: 1 when there is an error, 0 when there are warnings alone.`;

export async function checkConfig(args: readonly string[], say = console.log): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      env: { type: "string", multiple: true, default: [] },
      stack: { type: "string" },
      catalog: { type: "string" },
      format: { type: "string", default: "text" },
    },
  });
  const { env, stack, catalog } = values;
  const format = formats[values.format] ?? misused(`Unknown format: ${values.format}`);
  if (stack !== undefined && env.length !== 1) misused("--stack needs one --env.");
  const report = reportOn(await loadEnvironments({ environments: env, stack, catalog }));
  say(format(report));
  return report.errors > 0 ? 1 : 0;
}
