import { conditionOf, holds, reasonAndMessage } from "../conditions";
import { countAt, textAt } from "../fields";
import { qualifiedName } from "../relations";
import { READY, readyUnless } from "../verdict";
import type { Kind } from "./kind";
import { ownedPods } from "./replica-sets";

/** Started and complete. A failed Job fails the wait at once. */
export const job: Kind = {
  reportedOnRead: true,
  pods: ownedPods,
  judge(object) {
    const name = qualifiedName(object);
    const failure = conditionOf(object, "Failed");
    if (failure?.status === "True")
      return { ready: false, failed: true, reasons: [reasonAndMessage(failure)] };
    if (textAt(object, "status.startTime") === "") return readyUnless([`Waiting for Job "${name}" to start`]);
    if (holds(object, "Complete")) return READY;

    const [active, succeeded, failed] = ["active", "succeeded", "failed"].map((count) =>
      countAt(object, `status.${count}`),
    );
    const counts = `(Active: ${active} | Succeeded: ${succeeded} | Failed: ${failed})`;
    return readyUnless([`Waiting for Job "${name}" to succeed ${counts}`]);
  },
};
