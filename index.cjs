"use strict";

// What `pulumi up` runs. In the project's folder, since that of the main file is the program's.
require("./scripts/lazy-sdk.cjs");
module.exports = require("./scripts/bundle.cjs").load("stacks/index.ts");
