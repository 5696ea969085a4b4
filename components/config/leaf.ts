import type { Output } from "@pulumi/pulumi";
import { z } from "zod";
import { expectation } from "./expectation";

/** Whether a value is known only while the program runs. By its mark, so that nothing here loads the Pulumi SDK. */
export function isOutput(value: unknown): value is Output<unknown> {
  return typeof value === "object" && value !== null && "__pulumiOutput" in value;
}

/**
 * A value that decides nothing about the shape of a stack, so a program may give it as an `Output`: it is carried through
 * to the object untouched. What can be checked of it is checked only when it is plain.
 */
export function leaf<S extends z.ZodType>(plain: S) {
  const outputs = z.custom<Output<z.output<S>>>(isOutput);
  return z.union([plain, outputs], {
    error: ({ input }) => plain.safeParse(input, { error: expectation }).error?.issues[0]?.message,
  });
}
