/** `npm run doctor`: why a service's release, traffic or autoscaler stands still, and what to run next. */
import { runCommand } from "./config/run-command";
import { examine } from "./doctor/doctor";
import { dataOf, isHealthy, textOf } from "./doctor/report";
import { parseRequest, usage } from "./doctor/request";

/** 1 is a finding here. */
const COULD_NOT_LOOK = 2;

runCommand(
  usage,
  async (words) => {
    const request = parseRequest(words);
    const diagnosis = await examine(request);
    console.log(request.json ? JSON.stringify(dataOf(diagnosis), undefined, 2) : textOf(diagnosis));
    return isHealthy(diagnosis) ? 0 : 1;
  },
  COULD_NOT_LOOK,
);
