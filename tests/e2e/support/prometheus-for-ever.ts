import { startPrometheus } from "../../support/prometheus";

/** A test process that never stops its server: prints the server's address, and lives until it is killed. */
void startPrometheus().then(({ url }) => console.log(url));
setInterval(() => undefined, 1000);
