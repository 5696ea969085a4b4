import { z } from "zod";
import { seconds } from "./scalars";

/** What is expected of an update; rules hold its steps against it. */
export const release = z.strictObject({
  unattended: z
    .boolean()
    .default(false)
    .describe("True: nobody watches, so an update must not wait for a person."),
  timeLimit: seconds
    .default(7200)
    .describe("Longest time that an update may take by its steps alone. Default 2 h."),
});
