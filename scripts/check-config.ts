/** `npm run check-config`: everything that is wrong with the files, before anybody runs Pulumi. */
import { checkConfig, usage } from "./check-config/command";
import { runCommand } from "./config/run-command";

runCommand(usage, checkConfig);
