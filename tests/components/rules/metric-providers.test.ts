import type { DataObject } from "../../../components/config";
import { providerRules } from "../../../components/rules/analysis/providers";
import { describeTemplateRules } from "../../support/scoped-rule-cases";

const measuredBy = (...providers: DataObject[]): DataObject => ({
  metrics: providers.map((provider, index) => ({ name: `m${index}`, provider })),
});
const at = "services.pay.analysisTemplates.check.metrics[0].provider";
const job = (restartPolicy?: string): DataObject => ({
  job: { spec: { template: { spec: { ...(restartPolicy && { restartPolicy }), containers: [] } } } },
});
const second = at.replace("[0]", "[1]");
const third = at.replace("[0]", "[2]");
const prometheus = (query: string, more: DataObject = {}): DataObject => ({
  prometheus: { address: "http://prometheus", query, ...more },
});
const rangeQuery = { start: 'now() - duration("5m")', end: "now()", step: "1m" };
const signed = { authentication: { sigv4: { region: "eu-west-1" } } };
const kayenta = (control: DataObject, experiment: DataObject, more: DataObject = {}): DataObject => ({
  kayenta: {
    address: "http://kayenta",
    application: "pay",
    canaryConfigName: "pay",
    metricsAccountName: "m",
    configurationAccountName: "c",
    storageAccountName: "s",
    threshold: { pass: 90, marginal: 75 },
    scopes: [{ name: "a", controlScope: sideOf(control), experimentScope: sideOf(experiment) }],
    ...more,
  },
});
const sideOf = (times: DataObject): DataObject => ({ scope: "pay", region: "eu", step: 60, ...times });

describeTemplateRules("rules about metric providers", providerRules, [
  {
    rule: "web-json-path-missing",
    refuses: { metrics: [{ name: "rate", min: 1, provider: { web: { url: "http://pay/rate" } } }] },
    with: 'services.pay.analysisTemplates.check.metrics[0].provider.web: There is no jsonPath: an answer of null would end the controller. Say what of the answer is meant, such as jsonPath: "{$.rate}"; where only the status counts: jsonPath: \'{"ok"}\'.',
    accepts: [
      {
        metrics: [
          { name: "rate", min: 1, provider: { web: { url: "http://pay/rate", jsonPath: "{$.rate}" } } },
        ],
      },
      { metrics: [{ name: "up", provider: { web: { url: "http://pay/up", jsonPath: '{"ok"}' } } }] },
    ],
  },
  {
    rule: "provider-url",
    when: "a prometheus address without a scheme",
    refuses: measuredBy({ prometheus: { address: "prometheus.monitoring:9090", query: "up" } }),
    with: `${at}.prometheus.address: "prometheus.monitoring:9090" is no URL. Write it with its scheme: http://prometheus.monitoring:9090`,
    accepts: measuredBy(
      { prometheus: { address: "http://prometheus.monitoring:9090", query: "up" } },
      { prometheus: { address: "{{args.prometheus}}", query: "up" } },
      { prometheus: { query: "up" } },
      { wavefront: { address: "wavefront.example", query: "up" } },
    ),
  },
  {
    rule: "provider-url",
    when: "a path instead of a web URL",
    refuses: measuredBy({ web: { url: "/health" } }),
    with: `${at}.web.url: "/health" is no URL. Write it with its scheme: http:///health`,
    accepts: measuredBy({ web: { url: "https://pay.example/health" } }),
  },
  {
    rule: "provider-settings",
    refuses: measuredBy({ skywalking: { address: "http://sky", query: "q" } }),
    with: `${at}.skywalking: skywalking needs the setting interval. Set it: how far back the query looks, such as 5m.`,
    accepts: measuredBy({ skywalking: { address: "http://sky", query: "q", interval: "5m" } }),
  },
  {
    rule: "provider-settings",
    when: "no address of wavefront",
    refuses: measuredBy({ wavefront: { query: "q" } }),
    with: `${at}.wavefront: wavefront needs the setting address. Set it.`,
    accepts: measuredBy({ wavefront: { address: "wavefront.example", query: "q" } }),
  },
  {
    rule: "provider-settings",
    when: "no address",
    refuses: measuredBy({ graphite: { query: "q" } }),
    with: `${at}.graphite: graphite needs the setting address. Set it.`,
    accepts: measuredBy(
      { graphite: { address: "http://graphite", query: "q" } },
      { newRelic: { query: "q" } },
    ),
  },
  {
    rule: "prometheus-address",
    refuses: measuredBy({ prometheus: { query: "up" } }),
    with: `${at}.prometheus: There is no address. Set it, unless the controller's environment has ARGO_ROLLOUTS_PROMETHEUS_ADDRESS.`,
    accepts: measuredBy({ prometheus: { address: "http://prometheus", query: "up" } }),
  },
  {
    rule: "prometheus-query",
    when: "what Prometheus cannot read",
    refuses: measuredBy(
      prometheus('sum(rate(http_requests{app="{{args.app}}"}[5m]) by (app)'),
      prometheus("sum(a)\n/ sums(b)"),
      prometheus("increase(errors_total) > 3"),
    ),
    with: [
      `${at}.prometheus.query: column 49: "by" is not expected here. It stands with an aggregation: sum by (app) (...).`,
      `${second}.prometheus.query: line 2, column 3: PromQL has no function "sums". Did you mean "sum"?`,
      `${third}.prometheus.query: column 10: increase needs a range vector, and this is an instant vector. Write errors_total[5m], or another range.`,
    ],
    accepts: measuredBy(
      prometheus('sum(rate(http_requests{app="{{args.app}}"}[{{args.window}}])) by (app)'),
      prometheus("sum(a)\n/ sum(b)"),
      prometheus("increase(errors_total[5m]) > {{args.most}}"),
      prometheus("{{args.query}}"),
    ),
  },
  {
    rule: "prometheus-query",
    when: "what gives nothing to measure",
    refuses: measuredBy(prometheus("'up'"), prometheus("up[5m]", { rangeQuery })),
    with: [
      `${at}.prometheus.query: The query gives a text. Write one that gives numbers, such as sum(...).`,
      `${second}.prometheus.query: The query is a range already, and rangeQuery makes one of it. Leave the range in square brackets out, or rangeQuery.`,
    ],
    accepts: measuredBy(prometheus("up[5m]"), prometheus("up", { rangeQuery })),
  },
  {
    rule: "range-query-times",
    refuses: measuredBy(
      prometheus("up", { rangeQuery: { start: "5m", end: "now(", step: "1m" } }),
      prometheus("up", { rangeQuery: { start: "now() - 5m", end: "'now'", step: "1m" } }),
    ),
    with: [
      `${at}.prometheus.rangeQuery.start: 5m is no value of an expression. Write duration("5m").`,
      `${at}.prometheus.rangeQuery.end: A bracket is not closed: ) is missing. Add the ).`,
      `${second}.prometheus.rangeQuery.start: 5m is no value of an expression. Write duration("5m").`,
      `${second}.prometheus.rangeQuery.end: "'now'" gives no time. Write one from now(): now() - duration("5m").`,
    ],
    accepts: measuredBy(
      prometheus("up", { rangeQuery }),
      prometheus("up", { rangeQuery: { start: "{{args.start}}", end: 'date("2030-01-01")', step: "1m" } }),
      prometheus("up", {
        rangeQuery: { start: 'now() - duration("{{args.window}}")', end: "now()", step: "1m" },
      }),
    ),
  },
  {
    rule: "ignored-signature",
    refuses: measuredBy(prometheus("up", signed)),
    with: `${at}.prometheus.authentication.sigv4: Requests to http://prometheus are not signed: the controller does that for addresses with aps-workspaces alone. Take it out, or correct the address.`,
    accepts: measuredBy(
      prometheus("up", {
        address: "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1",
        ...signed,
      }),
      prometheus("up", { address: "{{args.prometheus}}", ...signed }),
      { prometheus: { query: "up", ...signed } },
    ),
  },
  {
    rule: "kayenta-scopes",
    when: "times of one side alone",
    refuses: measuredBy(kayenta({ start: "2030-01-01T00:00:00Z" }, { end: "2030-01-01T01:00:00Z" })),
    with: [
      `${at}.kayenta.scopes[0].controlScope.start: The experimentScope has no start. Set start in both, or leave it out of both.`,
      `${at}.kayenta.scopes[0].experimentScope.end: The controlScope has no end. Set end in both, or leave it out of both.`,
    ],
    accepts: measuredBy(kayenta({ start: "2030-01-01T00:00:00Z" }, { start: "2030-01-01T00:00:00Z" })),
  },
  {
    rule: "kayenta-scopes",
    when: "no begin at all",
    refuses: measuredBy(kayenta({}, {})),
    with: `${at}.kayenta.scopes[0]: Nothing says when it begins: no start, no lookback, and the metric has no interval. Set lookback: true (from the begin of the analysis), start in both, or the metric's interval.`,
    accepts: [
      measuredBy(kayenta({}, {}, { lookback: true })),
      { metrics: [{ name: "a", interval: "5m", count: 2, provider: kayenta({}, {}) }] },
    ],
  },
  {
    rule: "oauth2-client",
    refuses: measuredBy({
      web: { url: "http://a", authentication: { oauth2: { tokenUrl: "http://t", clientId: "pay" } } },
    }),
    with: `${at}.web.authentication.oauth2: tokenUrl needs clientId and clientSecret. Set both: the secret as {{args.<name>}} from a Secret.`,
    accepts: measuredBy({
      web: {
        url: "http://a",
        authentication: { oauth2: { tokenUrl: "http://t", clientId: "pay", clientSecret: "{{args.s}}" } },
      },
    }),
  },
  {
    rule: "datadog-query",
    when: "no query",
    refuses: measuredBy({ datadog: {} }),
    with: `${at}.datadog: There is no query. Set query, or queries with apiVersion: v2.`,
    accepts: measuredBy({ datadog: { query: "q" } }),
  },
  {
    rule: "datadog-query",
    when: "query and queries",
    refuses: measuredBy({ datadog: { apiVersion: "v2", query: "q", queries: { a: "q" } } }),
    with: `${at}.datadog.queries: There is a query too. Set one of query and queries.`,
    accepts: measuredBy({ datadog: { apiVersion: "v2", queries: { a: "q" } } }),
  },
  {
    rule: "datadog-query",
    when: "what the first version of the API does not have",
    refuses: measuredBy({ datadog: { queries: { a: "q" }, aggregator: "avg" } }),
    with: [
      `${at}.datadog.queries: The first version of the API (apiVersion: v1, the default) knows query alone. Set apiVersion: v2.`,
      `${at}.datadog.aggregator: The first version of the API (apiVersion: v1, the default) has no aggregator. Set apiVersion: v2, or leave the aggregator out.`,
    ],
    accepts: measuredBy({ datadog: { apiVersion: "v2", queries: { a: "q" }, aggregator: "avg" } }),
  },
  {
    rule: "datadog-query",
    when: "a formula over nothing",
    refuses: measuredBy({ datadog: { apiVersion: "v2", query: "q", formula: "a + b" } }),
    with: `${at}.datadog.formula: A formula is over queries, and there are none. Set queries, or leave the formula out.`,
    accepts: measuredBy({ datadog: { apiVersion: "v2", queries: { a: "q" }, formula: "a" } }),
  },
  {
    rule: "datadog-query",
    when: "several queries without a formula",
    refuses: measuredBy({ datadog: { apiVersion: "v2", queries: { a: "q", b: "r" } } }),
    with: `${at}.datadog.queries: Several queries need a formula that makes one number of them. Set formula.`,
    accepts: measuredBy({ datadog: { apiVersion: "v2", queries: { a: "q", b: "r" }, formula: "a / b" } }),
  },
  {
    rule: "datadog-query",
    when: "no time, and a Secret without a name",
    refuses: measuredBy({ datadog: { query: "q", requestTimeout: "0s", secretRef: { namespaced: true } } }),
    with: [
      `${at}.datadog.requestTimeout: The time for a request is zero. Set one such as 10s, the default.`,
      `${at}.datadog.secretRef: A Secret of the service's namespace (namespaced: true) needs a name. Set secretRef.name.`,
    ],
    accepts: measuredBy({
      datadog: {
        query: "q",
        requestTimeout: "{{args.timeout}}",
        secretRef: { namespaced: true, name: "datadog" },
      },
    }),
  },
  {
    rule: "web-body",
    when: "a body in a GET",
    refuses: measuredBy({ web: { url: "http://a", jsonBody: { version: 2 } } }),
    with: `${at}.web.jsonBody: A GET, the default method, has no body. Set method: POST, or PUT.`,
    accepts: measuredBy({ web: { url: "http://a", method: "POST", jsonBody: { version: 2 } } }),
  },
  {
    rule: "web-body",
    when: "two bodies",
    refuses: measuredBy({ web: { url: "http://a", method: "PUT", body: "2", jsonBody: { version: 2 } } }),
    with: `${at}.web.jsonBody: There is a body too. Set one of body and jsonBody.`,
    accepts: measuredBy({ web: { url: "http://a", method: "PUT", body: "2" } }),
  },
  {
    rule: "web-json-path",
    refuses: measuredBy({ web: { url: "http://a", jsonPath: "$.data.ok" } }),
    with: `${at}.web.jsonPath: "$.data.ok" is not in braces. Write "{$.data.ok}".`,
    accepts: measuredBy({ web: { url: "http://a", jsonPath: "{$.data.ok}" } }),
  },
  {
    rule: "job-restart-policy",
    when: "no policy",
    refuses: measuredBy(job()),
    with: `${at}.job.spec: template.spec.restartPolicy is not set. Set it to Never or OnFailure.`,
    accepts: measuredBy(job("Never")),
  },
  {
    rule: "job-restart-policy",
    when: "the policy of a Deployment",
    refuses: measuredBy(job("Always")),
    with: `${at}.job.spec: template.spec.restartPolicy is "Always". Set it to Never or OnFailure.`,
    accepts: measuredBy(job("OnFailure"), job("{{args.policy}}")),
  },
]);
