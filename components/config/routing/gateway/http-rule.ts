import { z } from "zod";
import { leaf } from "../../leaf";
import { durationSeconds, name } from "../../scalars";
import { httpFilter } from "./filters";
import { backendRef } from "./references";
import { httpMistakes, say } from "./rule-mistakes";

/** Upstream: the validation rules of `HTTPPathMatch`. */
const plainPath = /^\/(?!.*(\/\/|\/\.\.?(\/|$)|#))/;

const path = z
  .strictObject({
    type: z
      .enum(["Exact", "PathPrefix", "RegularExpression"])
      .default("PathPrefix")
      .describe("How it is compared."),
    value: z.string().max(1024).default("/").describe("Path that is compared with."),
  })
  .check(({ value: { type, value: input }, issues }) => {
    if (type === "RegularExpression" || plainPath.test(input)) return;
    const message = "expected a path that begins with / and has no //, /./, /../ or # in it";
    issues.push({ code: "custom", path: ["value"], input, message });
  });

const compared = {
  type: z.enum(["Exact", "RegularExpression"]).default("Exact").describe("How it is compared."),
  name: name.describe("Its name."),
  value: leaf(name).describe("Value that is compared with."),
};
export const headerMatch = z.strictObject(compared);

/** Upstream: `HTTPRouteMatch`. */
export const httpMatch = z.strictObject({
  path: path.prefault({}).describe("The request's path. Default: every path."),
  headers: z.array(headerMatch).max(16).optional().describe("Headers, each of which must match."),
  queryParams: z
    .array(z.strictObject(compared))
    .max(16)
    .optional()
    .describe("Query parameters, each of which must match."),
  method: z
    .enum(["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"])
    .optional()
    .describe("The request's method. Default: every method."),
});

const time = z.string().regex(/^([0-9]{1,5}(h|m|s|ms)){1,4}$/, {
  error: 'expected a duration with a unit ("30s", "1m30s")',
});

/** Upstream: `HTTPRouteTimeouts`. */
export const timeouts = z
  .strictObject({
    request: time.optional().describe('Time for the whole request, with a unit. "0s": no limit.'),
    backendRequest: time
      .optional()
      .describe("Time for one call of the service, with a unit. At most `request`, which may retry."),
  })
  .check(({ value: { request, backendRequest: input }, issues }) => {
    if (issues.length > 0 || request === undefined || input === undefined) return;
    const limit = durationSeconds(request);
    if (limit === 0 || durationSeconds(input) <= limit) return;
    const message = "expected a time that is not longer than request";
    issues.push({ code: "custom", path: ["backendRequest"], input, message });
  });

/** What a rule says beside its backends; a route of one rule says it itself. */
export const httpRuleKeys = {
  matches: z
    .array(httpMatch)
    .max(64)
    .optional()
    .describe("Requests that are meant: those that any entry matches. Default: every path."),
  filters: z.array(httpFilter).max(16).optional().describe("What is done with requests and answers."),
  timeouts: timeouts.optional().describe("How long a request may take."),
};

/** Name of a rule, by which its status and a step's copy of it are told apart. Upstream: `SectionName`. */
export const ruleName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, {
    error: "expected lower-case letters, digits, hyphens and dots, a letter or digit at both ends",
  })
  .optional()
  .describe("Its name. No other rule of the route has it.");

export const otherBackends = z
  .array(backendRef)
  .min(1)
  .max(16)
  .optional()
  .describe("Who answers instead of the service. Their weights stay as they are. Default: the service.");

/** Upstream: `HTTPRouteRule`. */
export const httpRule = z
  .strictObject({ name: ruleName, ...httpRuleKeys, backendRefs: otherBackends })
  .check(({ value, issues }) => say(issues, httpMistakes(value)));
export type HttpRule = z.output<typeof httpRule>;
