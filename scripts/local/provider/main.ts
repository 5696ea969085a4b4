import { keepStructsPlain } from "./plain-structs";
import { Provider } from "./provider";
import { serve } from "./server";

/** The plugin as the engine starts it: the engine's address comes last, the port goes to stdout. */
async function main(): Promise<void> {
  keepStructsPlain();
  const provider = new Provider();
  const engine = process.argv.slice(2).findLast((argument) => !argument.startsWith("-"));
  if (engine !== undefined) provider.attach(engine);
  const { port, stop } = await serve(provider);
  // Ctrl-C reaches plugins too: what is under way must still report what it made, so only SIGTERM ends the process.
  process.on("SIGINT", () => provider.cancel());
  process.once("SIGTERM", stop);
  endWithParent(stop);
  process.stdout.write(`${port}\n`);
}

/** An engine that was killed takes no plugin down with it. */
function endWithParent(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 2000);
  timer.unref();
}

void main();
