import { endSharedPlane } from "./plane";

/** Mocha takes these from each file it gets by `--require`. */
export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(60_000);
    await endSharedPlane();
  },
};
