import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  AnalysisTemplates,
  ConfigError,
  defineTemplate,
  library,
  together,
  type ServiceInput,
} from "../../../components";
import { libraryTemplates } from "../../../components/analysis";
import { type ArgumentValues } from "../../../components/analysis/library/define";
import { analysisLibrary, formatFinding, libraryDialects, libraryKinds } from "../../../components/config";
import { checkService, checkTemplates } from "../../../components/rules";
import { registeredBy } from "../../support/mocks";
import { values } from "../../support/services";

const prometheus = "http://prometheus.example:9090";
const everything = libraryTemplates(analysisLibrary.parse({ prometheus, dialects: libraryDialects }));

describe("the library of templates", () => {
  it("has each kind of measurement in each dialect", () => {
    const prefixes = ["", "istio-", "envoy-gateway-", "nginx-", "linkerd-", "otel-"];
    const ofRequests = libraryKinds
      .slice(0, 5)
      .flatMap((kind) => prefixes.map((prefix) => `${prefix}${kind}`));
    assert.deepEqual(Object.keys(everything).sort(), [...ofRequests, ...libraryKinds.slice(5)].sort());
  });

  it("breaks no rule", () => {
    const where = { isClusterWide: true, around: { clusterTemplates: everything } };
    const findings = checkTemplates(everything, where, ["library"], {});
    assert.deepEqual(findings.map(formatFinding), []);
  });

  it("says of every argument what it is for, and has defaults of the right type", () => {
    for (const { args = [] } of Object.values(everything))
      for (const { type, description } of args) assert.ok(type !== undefined && description !== undefined);
  });

  it("asks the Prometheus of the stack, unless a service says another", () => {
    const { args = [], metrics = [] } = everything["success-rate"] ?? {};
    assert.equal(args.find(({ name }) => name === "prometheus")?.value, prometheus);
    assert.equal(metrics[0]?.provider.prometheus?.address, "{{args.prometheus}}");
  });

  it("makes the templates that a stack asks for, and no others", () => {
    const some = analysisLibrary.parse({
      prometheus,
      dialects: ["istio", "http"],
      templates: ["success-rate", "restarts"],
    });
    assert.deepEqual(Object.keys(libraryTemplates(some)), ["istio-success-rate", "success-rate", "restarts"]);
    assert.deepEqual(libraryTemplates(undefined), {});
  });

  it("can all be measured together: shared arguments have one default", () => {
    const names = libraryKinds.map((templateName) => ({ templateName }));
    const required = ["service-name", "workload", "namespace", "url", "image", "command", "host"];
    const args = required.map((name) => ({ name, value: name === "url" ? "http://pay" : name }));
    const rollout = { enabled: true, canary: { steps: [{ analysis: { templates: names, args } }] } };
    const { findings } = checkService("pay", values({ rollout }), ["pay"], { clusterTemplates: everything });
    assert.deepEqual(findings.filter(({ severity }) => severity === "error").map(formatFinding), []);
  });

  it("is registered by the component, with the platform's own templates on top", async () => {
    const templates = { restarts: { metrics: [{ name: "own", provider: { web: { url: "http://pay" } } }] } };
    const registered = await registeredBy(
      () =>
        new AnalysisTemplates("t", {
          library: { prometheus, templates: ["restarts", "success-rate"] },
          templates,
        }),
    );
    const objects = registered.filter(({ type }) => type.startsWith("kubernetes:"));
    assert.deepEqual(
      objects
        .map(({ inputs: { metadata, spec } }) => [Object(metadata).name, Object(spec).metrics[0].name])
        .sort(),
      [
        ["restarts", "own"],
        ["success-rate", "success-rate"],
      ],
    );
    assert.ok(!JSON.stringify(objects).includes("description"));
  });

  it("refuses a wrong address with its place", () => {
    assert.throws(
      () => new AnalysisTemplates("t", { library: { prometheus: "prometheus:9090" } }),
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, /analysisLibrary\.prometheus: "prometheus:9090" is not valid/);
        return true;
      },
    );
  });
});

const flaky = defineTemplate(
  "flaky",
  "How often it fails.",
  {
    service: { type: "text", description: "Which." },
    most: { type: "number", description: "How often it may.", default: "3" },
  },
  (arg) => [
    {
      name: "flaky",
      max: arg("most"),
      onNoData: "pass",
      provider: { prometheus: { query: `f{s="${arg("service")}"}` } },
    },
  ],
);

describe("a template as a value", () => {
  it("has its arguments filled in by name", () => {
    assert.deepEqual(flaky.use({ service: "pay", most: 4 }), {
      templates: [{ templateName: "flaky" }],
      args: [
        { name: "service", value: "pay" },
        { name: "most", value: "4" },
      ],
    });
    assert.equal(flaky.config.metrics?.[0]?.max, "{{args.most}}");
  });

  it("lets the controller find a value out, and a program give it later", () => {
    const later = pulumi.output("pay");
    assert.deepEqual(flaky.use({ service: { podTemplateHashValue: "Latest" } }).args, [
      { name: "service", valueFrom: { podTemplateHashValue: "Latest" } },
    ]);
    assert.equal(flaky.use({ service: later }).args[0]?.value, later);
  });

  it("is what a canary's step takes, alone or with others", () => {
    const step = {
      analysis: together(
        flaky.use({ service: "pay" }),
        library.pods.restarts.use({ workload: "pay", namespace: "shop" }),
      ),
    };
    const service: ServiceInput = {
      image: { repository: "registry.example/pay", tag: "1" },
      rollout: { enabled: true, canary: { steps: [step] } },
    };
    const around = { clusterTemplates: { flaky: flaky.config, restarts: library.pods.restarts.config } };
    const errors = checkService("pay", service, ["pay"], around).findings.filter(
      (one) => one.severity === "error",
    );
    assert.deepEqual(errors.map(formatFinding), []);
    assert.deepEqual(
      step.analysis.args.map(({ name }) => name),
      ["service", "workload", "namespace"],
    );
  });

  it("is not measured together with another that has another value for the same argument", () => {
    const istio = library.istio["success-rate"].use({ "service-name": "pay-canary", namespace: "shop" });
    const http = library.http["success-rate"].use({ "service-name": "pay" });
    assert.throws(() => together(istio, http), /The argument "service-name" has two values/);
    const later = pulumi.output("pay");
    const one = flaky.use({ service: later });
    assert.equal(together(one, flaky.use({ service: later })).args.length, 1);
    assert.throws(() => together(one, flaky.use({ service: pulumi.output("pay") })), /two values/);
  });

  it("is the cluster's when it is built in", () => {
    const { templates } = library.probes["dns-probe"].use({ host: "pay" });
    assert.deepEqual(templates, [{ templateName: "dns-probe", clusterScope: true }]);
  });

  it("knows at compile time which arguments there are, and which have to be given", () => {
    type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;
    type Values = ArgumentValues<typeof flaky.args>;
    const checked: [
      Same<keyof Values, "service" | "most">,
      { service: string } extends Pick<Values, "service"> ? true : false,
      // Without `service`, with an unknown name, with a text for a number: none of these fits.
      { most: number } extends Values ? false : true,
      Pick<{ servce: string }, "servce"> extends Values ? false : true,
      { service: string; most: string } extends Values ? false : true,
      { service: string } extends Values ? true : false,
    ] = [true, true, true, true, true, true];
    assert.equal(checked.length, 6);
  });
});
