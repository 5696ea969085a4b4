import { z } from "zod";
import { leaf } from "../../leaf";
import { name, port } from "../../scalars";
import { backendObject } from "./references";

const text = leaf(z.string().min(1));
const header = z.strictObject({ name: name.describe("Its name."), value: text.describe("Its value.") });
const modifier = z.strictObject({
  set: z.array(header).max(16).optional().describe("Headers that replace those of the same name."),
  add: z.array(header).max(16).optional().describe("Headers that are added to those of the same name."),
  remove: z.array(name).max(16).optional().describe("Names of headers that are taken out."),
});

const path = z
  .strictObject({
    type: z.enum(["ReplaceFullPath", "ReplacePrefixMatch"]).describe("What is replaced."),
    replaceFullPath: z.string().max(1024).optional().describe("The whole path."),
    replacePrefixMatch: z
      .string()
      .max(1024)
      .optional()
      .describe("What stands in for the prefix that matched. The rule has one match, by PathPrefix."),
  })
  .refine(
    ({ type, replaceFullPath, replacePrefixMatch }) =>
      type === "ReplaceFullPath"
        ? replaceFullPath !== undefined && replacePrefixMatch === undefined
        : replacePrefixMatch !== undefined && replaceFullPath === undefined,
    { error: "expected the one key that type names (replaceFullPath or replacePrefixMatch)" },
  );

const mirror = z
  .strictObject({
    backendRef: backendObject.describe("Where the copies go. Their answers are thrown away."),
    percent: z.int().min(0).max(100).optional().describe("Share of requests, in percent. Default 100."),
    fraction: z
      .strictObject({
        numerator: z.int().min(0).describe("So many requests ..."),
        denominator: z.int().min(1).default(100).describe("... of so many."),
      })
      .optional()
      .describe("Instead: share of requests as a fraction."),
  })
  .refine(({ percent, fraction }) => percent === undefined || fraction === undefined, {
    error: "expected percent or fraction, not both",
  });

const redirect = z.strictObject({
  scheme: z.enum(["http", "https"]).optional().describe("Default: as in the request."),
  hostname: text.optional().describe("Default: as in the request."),
  path: path.optional().describe("Default: as in the request."),
  port: port.optional().describe("Default: the scheme's, or the listener's."),
  statusCode: z.literal([301, 302, 303, 307, 308]).default(302).describe("Status of the answer."),
});

const cors = z.strictObject({
  allowOrigins: z.array(name).max(64).optional().describe("Origins that may call, such as `https://a.b`."),
  allowCredentials: z.boolean().optional().describe("True: cookies may come along. Default false."),
  allowMethods: z.array(name).max(9).optional().describe("Methods that may be used."),
  allowHeaders: z.array(name).max(64).optional().describe("Headers that may be sent."),
  exposeHeaders: z.array(name).max(64).optional().describe("Headers of the answer that may be read."),
  maxAge: z.int().min(1).default(5).describe("Seconds for which a browser keeps the answer."),
});

const shapes = {
  requestHeaderModifier: modifier.optional().describe("Changes of the request's headers."),
  responseHeaderModifier: modifier.optional().describe("Changes of the answer's headers."),
  requestMirror: mirror.optional().describe("A copy of each request to somewhere else."),
  extensionRef: z
    .strictObject({
      group: z.string().describe("API group."),
      kind: name.describe("Its kind."),
      name: leaf(name).describe("Its name."),
    })
    .optional()
    .describe("A filter of the Gateway's own kind, in the route's namespace."),
};
const httpShapes = {
  ...shapes,
  requestRedirect: redirect.optional().describe("An answer that sends the client elsewhere."),
  urlRewrite: z
    .strictObject({
      hostname: text.optional().describe("Host that the service sees."),
      path: path.optional().describe("Path that the service sees."),
    })
    .optional()
    .describe("Changes of the request's host and path."),
  cors: cors.optional().describe("Pages of other origins that may call. Gateway API 1.5 or later."),
};

/** Name of the type -> the one key that belongs to it. */
const keyOf = {
  RequestHeaderModifier: "requestHeaderModifier",
  ResponseHeaderModifier: "responseHeaderModifier",
  RequestMirror: "requestMirror",
  ExtensionRef: "extensionRef",
  RequestRedirect: "requestRedirect",
  URLRewrite: "urlRewrite",
  CORS: "cors",
} as const;
const types = ["RequestHeaderModifier", "ResponseHeaderModifier", "RequestMirror", "ExtensionRef"] as const;

const typeMatches = {
  error: "expected the one key that type names, such as urlRewrite for URLRewrite",
  when: ({ issues }: { issues: unknown[] }) => issues.length === 0,
};

function hasItsKey(filter: { readonly type: keyof typeof keyOf }): boolean {
  const set = Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  return set.length === 2 && set.includes(keyOf[filter.type]);
}

/** Upstream: `HTTPRouteFilter`. */
export const httpFilter = z
  .strictObject({
    type: z.enum([...types, "RequestRedirect", "URLRewrite", "CORS"]).describe("What is done."),
    ...httpShapes,
  })
  .refine(hasItsKey, typeMatches);
export type HttpFilter = z.output<typeof httpFilter>;

/** Upstream: `GRPCRouteFilter`. */
export const grpcFilter = z
  .strictObject({ type: z.enum(types).describe("What is done."), ...shapes })
  .refine(hasItsKey, typeMatches);
