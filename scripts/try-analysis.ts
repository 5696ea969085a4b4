/** `npm run try-analysis`: one AnalysisRun of a template in a cluster, from its arguments to its verdict. */
import { runCommand } from "./config/run-command";
import { parseRequest, usage } from "./try-analysis/request";
import { tryAnalysis } from "./try-analysis/try-analysis";

/** 1 is a verdict here. */
const NOTHING_MADE = 2;

const interrupted = new AbortController();
// Not `once`: a terminal's Ctrl-C may arrive twice, of itself and by way of npm, and the run is to be deleted first.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => interrupted.abort());

runCommand(
  usage,
  async (words) => {
    const request = parseRequest(words);
    return tryAnalysis(request, {
      say: request.json ? console.error : console.log,
      print: console.log,
      signal: interrupted.signal,
    });
  },
  NOTHING_MADE,
);
