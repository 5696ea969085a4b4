import { z } from "zod";
import { label, labelKey } from "./labels";
import { serviceName } from "./service-name";

const names = z
  .array(serviceName)
  .refine((all) => new Set(all).size === all.length, { error: "expected each service once" });
const labels = z.record(labelKey, label);

/** Which services of an environment a stack with `role: services` has: those that fit all that is said. */
export const selection = z.strictObject({
  names: names.optional().describe("Those with these names."),
  labels: labels.optional().describe("Those whose `labels` have all of these."),
  shard: z
    .strictObject({
      index: z.int().min(1).describe("Which of the shards, from 1 on."),
      of: z.int().min(1).max(999).describe("How many shards there are."),
    })
    .refine(({ index, of }) => index <= of, { error: "expected an index of at most `of`" })
    .optional()
    .describe("Those of one of several shards, into which a hash of the name puts each service."),
});
export type Selection = z.output<typeof selection>;

/** Whether a service with these labels fits what is said of names and labels. */
export function isNamedBy(
  { names, labels = {} }: Pick<Selection, "names" | "labels">,
  name: string,
  labelsOf: Readonly<Record<string, unknown>>,
): boolean {
  const hasLabels = Object.entries(labels).every(([key, value]) => labelsOf[key] === value);
  return hasLabels && (names === undefined || names.includes(name));
}

/** How the services of an environment are spread over stacks of their own. */
export const ownStacks = z.union(
  [
    z.literal("all"),
    names,
    z.strictObject({ shards: z.int().min(1).max(999) }),
    z.strictObject({
      groups: z
        .record(serviceName, selection.omit({ shard: true }))
        .describe("Name of the group -> who is in it."),
    }),
  ],
  { error: "expected `all`, a list of services, `shards` or `groups`" },
);
export type OwnStacks = z.output<typeof ownStacks>;

export const roles = ["environment", "services", "service"] as const;
