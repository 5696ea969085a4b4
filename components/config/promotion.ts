import { z } from "zod";
import { seconds } from "./scalars";
import { serviceName } from "./service-name";

const override = z.strictObject({
  image: z.string().min(1).describe("The image that may come here, as the service's values come to it."),
  reason: z
    .string()
    .regex(/\S/, { error: "expected a reason, which the stack's outputs keep" })
    .describe("Why. The output `promotion` keeps it as long as it counts."),
});

/** Images come here from another environment, once they have been healthy there. */
export const promotion = z.strictObject({
  from: z
    .string()
    .regex(/^[^/\s]+(\/[^/\s]+\/[^/\s]+)?$/, {
      error: "expected a stack of this project (staging), or organization/project/stack",
    })
    .describe(
      "The stack of the environment that comes before: `staging` of the same project, or `organization/project/stack`.",
    ),
  minHealthy: seconds
    .default(0)
    .describe("Seconds for which an image must have been healthy there. Default 0: that it is."),
  kubeconfig: z
    .string()
    .min(1)
    .optional()
    .describe("Path or content of a kubeconfig for that environment's cluster. Default: the stack's own."),
  context: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Context for that environment's cluster. Default: the current one of `promotion.kubeconfig`, or the stack's own.",
    ),
  override: z
    .record(serviceName, override)
    .default({})
    .describe("Service -> an image that may come here without having been healthy there."),
});
export type PromotionConfig = z.output<typeof promotion>;
export type PromotionOverrides = PromotionConfig["override"];

/** What a workload of another environment says for its image. */
export interface Proof {
  /** Of its main container, of its newest version. */
  readonly image: string;
  /** When that version came to serve everything and all its pods were there. Undefined as long as it is not so. */
  readonly healthySince?: Date;
  /** Why it is not so, in the controller's words. */
  readonly reason?: string;
}

/** What another environment says for the images of this one. */
export interface Promotion {
  readonly config: PromotionConfig;
  /** Service -> its workloads; it has none that are not there. Undefined where it could not be read. */
  readonly proofs?: ReadonlyMap<string, readonly Proof[]>;
  /** Why it could not be read, as a sentence. */
  readonly unread?: string;
}
