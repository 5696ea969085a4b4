/** `npm run render`: the manifests of a stack as files, for who brings them into the cluster by Git. */
import { runCommand } from "./config/run-command";
import { render, usage } from "./render/command";

runCommand(usage, (args) => render(args));
