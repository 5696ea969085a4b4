import type { Rule } from "../../rule";
import type { TemplateScope } from "../../scope";
import { isTemplated } from "../placeholder";

const why = "Every measurement is an error, and after five of them the update is aborted.";

export const webBody: Rule<TemplateScope> = {
  id: "web-body",
  severity: "error",
  what: "A web metric has two bodies, or a body in a GET.",
  why,
  upstream: "argo-rollouts metricproviders/webmetric/webmetric.go: Run",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      const { body, jsonBody, method = "GET" } = provider.web ?? {};
      const path = ["metrics", index, "provider", "web", jsonBody === undefined ? "body" : "jsonBody"];
      if (body && jsonBody !== undefined) {
        yield { path, reason: "There is a body too.", hint: "Set one of body and jsonBody." };
      } else if ((body || jsonBody !== undefined) && method === "GET") {
        yield { path, reason: "A GET, the default method, has no body.", hint: "Set method: POST, or PUT." };
      }
    }
  },
};

export const webJsonPath: Rule<TemplateScope> = {
  id: "web-json-path",
  severity: "error",
  what: "The jsonPath of a web metric does not stand in braces.",
  why: "Outside of braces it is plain text: the result is the path itself, whatever the answer was.",
  upstream: "kubernetes.io: JSONPath Support; argo-rollouts metricproviders/webmetric/webmetric.go",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      const jsonPath = provider.web?.jsonPath;
      if (jsonPath === undefined || isTemplated(jsonPath) || /^\{.*\}$/s.test(jsonPath.trim())) continue;
      yield {
        path: ["metrics", index, "provider", "web", "jsonPath"],
        reason: `"${jsonPath}" is not in braces.`,
        hint: `Write "{${jsonPath.replace(/[{}]/g, "")}}".`,
      };
    }
  },
};

export const webRoot: Rule<TemplateScope> = {
  id: "web-json-path-missing",
  severity: "warning",
  what: "A web metric takes the whole answer as its result.",
  why: "An answer that is nothing but `null` then ends the controller, again whenever it starts, and no Rollout of the cluster moves.",
  upstream: "argo-rollouts metricproviders/webmetric/webmetric.go: getValue",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      if (provider.web === undefined || provider.web.jsonPath !== undefined) continue;
      yield {
        path: ["metrics", index, "provider", "web"],
        reason: "There is no jsonPath: an answer of null would end the controller.",
        hint: `Say what of the answer is meant, such as jsonPath: "{$.rate}"; where only the status counts: jsonPath: '{"ok"}'.`,
      };
    }
  },
};

export const oauth2Client: Rule<TemplateScope> = {
  id: "oauth2-client",
  severity: "error",
  what: "A metric gets a token by OAuth2 without a client's id and secret.",
  why,
  upstream: "argo-rollouts metricproviders/prometheus/prometheus.go, metricproviders/webmetric/webmetric.go",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      for (const name of ["prometheus", "web"] as const) {
        const oauth2 = provider[name]?.authentication?.oauth2;
        if (!oauth2?.tokenUrl || (oauth2.clientId && oauth2.clientSecret)) continue;
        yield {
          path: ["metrics", index, "provider", name, "authentication", "oauth2"],
          reason: "tokenUrl needs clientId and clientSecret.",
          hint: "Set both: the secret as {{args.<name>}} from a Secret.",
        };
      }
    }
  },
};
