/** `npm run bootstrap`: an environment with all its stacks, from nothing or from where it is. */
import { runPipeline } from "./bootstrap/command";
import { parseRequest, usage } from "./bootstrap/request";
import { runCommand } from "./config/run-command";

runCommand(usage, async (args) => {
  const { options, ...output } = parseRequest(args);
  return runPipeline(options, output);
});
