import { runLanes } from "../../../scripts/test/lanes";

// A process of its own that runs lanes: node run-lanes.ts <lists of files as JSON> <arguments of mocha>
const [lists = "[]", ...args] = process.argv.slice(2);
void runLanes(JSON.parse(lists), args).then((code) => (process.exitCode = code));
