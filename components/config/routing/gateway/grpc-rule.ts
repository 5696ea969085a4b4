import { z } from "zod";
import { name } from "../../scalars";
import { grpcFilter } from "./filters";
import { headerMatch, otherBackends, ruleName } from "./http-rule";
import { repeated, say } from "./rule-mistakes";

const method = z
  .strictObject({
    type: z.enum(["Exact", "RegularExpression"]).default("Exact").describe("How both are compared."),
    service: name.max(1024).optional().describe("Name of the gRPC service, with its package."),
    method: name.max(1024).optional().describe("Name of the method."),
  })
  .refine(({ service, method: called }) => service !== undefined || called !== undefined, {
    error: "expected service, method or both",
    when: ({ issues }) => issues.length === 0,
  });

/** What a rule says beside its backends; a route of one rule says it itself. */
export const grpcRuleKeys = {
  matches: z
    .array(
      z.strictObject({
        method: method.optional().describe("The method that is called. Default: every method."),
        headers: z.array(headerMatch).max(16).optional().describe("Headers, each of which must match."),
      }),
    )
    .max(64)
    .optional()
    .describe("Calls that are meant: those that any entry matches. Default: every call."),
  filters: z.array(grpcFilter).max(16).optional().describe("What is done with calls and answers."),
};

/** Upstream: `GRPCRouteRule`. */
export const grpcRule = z
  .strictObject({ name: ruleName, ...grpcRuleKeys, backendRefs: otherBackends })
  .check(({ value, issues }) => say(issues, repeated(value.filters ?? [])));
export type GrpcRule = z.output<typeof grpcRule>;
