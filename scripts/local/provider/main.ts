import { keepStructsPlain } from "./plain-structs";
import { Provider } from "./provider";
import { serve } from "./server";

/** The plugin as the engine starts it: the engine's address comes last, the port goes to stdout. */
async function main(): Promise<void> {
  keepStructsPlain();
  const provider = new Provider();
  const engine = process.argv.slice(2).findLast((argument) => !argument.startsWith("-"));
  if (engine !== undefined) provider.attach(engine);
  const { port, stop, finish } = await serve(provider);
  // With SIGINT the engine ends a plugin that it needs no more, and kills it 5 s later. Ctrl-C may bring it too, so what is under way
  // must still report what it made.
  process.once("SIGINT", () => {
    provider.cancel();
    finish();
  });
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
