import { z } from "zod";
import { freeForm } from "../scalars";

/** Upstream: `MetricProvider.Plugin`. */
export const plugin = z
  .record(z.string(), freeForm)
  .describe(
    "A metric plugin of the controller: name -> settings. Exactly one. What is a success, it decides.",
  );
