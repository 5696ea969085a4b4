/** A kubelet's are 20 times as long: 10 s after the second end, twice that after each further one, at most 5 min. */
const firstMs = 500;
const longestMs = 10_000;
/** After a run of this length the next end counts as the first. */
const goodRunMs = 60_000;

/** How long to wait before a container that has ended is started again. */
export class BackOff {
  private ms = 0;

  next(ranForMs: number): number {
    const isFirst = this.ms === 0 || ranForMs >= goodRunMs;
    this.ms = isFirst ? firstMs : Math.min(this.ms * 2, longestMs);
    return this.ms;
  }
}
