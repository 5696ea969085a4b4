import * as pulumi from "@pulumi/pulumi";
import type { Manifest } from "./manifest";

/** The provider goes on as soon as the object is there, since the program itself waits for it: `.metadata.uid` is there then. */
export function withWaitHere(manifest: Manifest): Manifest {
  return withWaitFor(manifest, "jsonpath={.metadata.uid}");
}

/** What Pulumi's provider waits for. */
export function withWaitFor(manifest: Manifest, condition: string): Manifest {
  const { metadata } = manifest;
  const annotations = { ...metadata.annotations, "pulumi.com/waitFor": condition };
  return { ...manifest, metadata: { ...metadata, annotations } };
}

/** Those that are waited for: a program that ended at the first failure would not tell of the others. */
const underWay = new Set<Promise<string | undefined>>();

/**
 * Waits for an outcome: the reason why something did not come to be what it shall be, or nothing. Throws for a reason, so that
 * the program fails: then it keeps everything, also with `--continue-on-error`.
 */
export async function settle(outcome: Promise<string | undefined>, owner: pulumi.Resource): Promise<void> {
  underWay.add(outcome);
  const reason = await outcome.finally(() => underWay.delete(outcome));
  if (reason === undefined) return;
  await Promise.allSettled(underWay);
  throw failure(reason, owner);
}

/** Without a stack: when the program's own code has ended, Pulumi shows that even of a `ResourceError` that hides it. */
function failure(message: string, owner: pulumi.Resource): pulumi.ResourceError {
  const error = new pulumi.ResourceError(message, owner, true);
  delete error.stack;
  return error;
}
