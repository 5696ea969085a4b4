import { runPulumi } from "../../../scripts/local/pulumi";

// A process of its own that ends as soon as its run of Pulumi says something: node run-and-leave.ts <folder of a plane>
const [dir = ""] = process.argv.slice(2);
void runPulumi({ dir }, ["up"], { onOutput: () => process.exit(0) });
