import path from "node:path";

/** One multi-document file for each case: `istio/canary.yaml`. */
export const goldenFolder = path.join(__dirname, "golden");
