import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { handoverImage } from "./handover-image";
import { handoverPaused } from "./handover-paused";
import { handoverReplicas } from "./handover-replicas";
import { handoverStrategy } from "./handover-strategy";
import { shardMove } from "./shard-move";
import { releaseAborted, releaseDegraded } from "./unfinished-release";

/** What an update meets in the cluster. */
export const liveRules: readonly Rule<ServiceScope>[] = [
  handoverImage,
  handoverPaused,
  handoverReplicas,
  handoverStrategy,
  releaseAborted,
  releaseDegraded,
  shardMove,
];
