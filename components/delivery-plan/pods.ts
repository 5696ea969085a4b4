/** Pods of the two versions. In a blue-green update the preview is the canary. */
export interface Pods {
  readonly stable: number;
  readonly canary: number;
}

/** How the pods of both versions get from one count to another. */
export interface Scaling {
  /** When all is settled. */
  readonly pods: Pods;
  /** Most pods of both versions on the way. */
  readonly most: number;
  /** Fewest ready pods of both versions on the way. */
  readonly fewestReady: number;
  /** How often the way waits for new pods to get ready. */
  readonly waves: number;
}

export const total = ({ stable, canary }: Pods): number => stable + canary;
