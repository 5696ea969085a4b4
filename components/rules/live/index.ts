import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { freezeSwitch } from "./freeze-switch";
import { handoverImage } from "./handover-image";
import { handoverPaused } from "./handover-paused";
import { handoverReplicas } from "./handover-replicas";
import { handoverStrategy } from "./handover-strategy";
import { promotionImage } from "./promotion";
import { shardMove } from "./shard-move";
import { releaseAborted, releaseDegraded } from "./unfinished-release";

/** What an update meets in the cluster. */
export const liveRules: readonly Rule<ServiceScope>[] = [
  freezeSwitch,
  handoverImage,
  handoverPaused,
  handoverReplicas,
  handoverStrategy,
  promotionImage,
  releaseAborted,
  releaseDegraded,
  shardMove,
];
