import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ConfigError, type DataObject } from "../../components/config";
import { readCatalog } from "../../stacks/catalog";
import {
  declaredSurroundings,
  parseEnvironment,
  planEnvironment,
  subjectOf,
} from "../../stacks/plan-environment";

const image = { repository: "registry.example/app", tag: "1" };
const prodSteps = [10, 25, 50, 75];

describe("an environment", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "catalog-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function file(name: string, text: string): Promise<void> {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }

  function plan(config: DataObject) {
    const environment = parseEnvironment({ environment: "prod", defaults: { image }, ...config });
    return planEnvironment(environment, readCatalog(folder, environment.environment));
  }

  function errorOf(config: DataObject): string {
    try {
      plan(config);
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
    return "no error";
  }

  it("puts the layers on each other: preset, defaults, values, values of the environment, stack", async () => {
    await file(
      "pay/values.yaml",
      "image: { tag: '3' }\nreplicaCount: 3\nservice: { port: 3 }\nrollout: { enabled: true }",
    );
    await file("pay/values-prod.yaml", "replicaCount: 4\nservice: { port: 4 }");
    const { services } = plan({
      defaults: { image, replicaCount: 2, service: { port: 2, type: "NodePort" } },
      services: { pay: { service: { port: 5 } } },
    });
    const pay = services.get("pay");
    assert.deepEqual(pay?.image, { repository: "registry.example/app", tag: "3" });
    assert.equal(pay?.replicaCount, 4);
    assert.deepEqual([pay?.service.port, pay?.service.type], [5, "NodePort"]);
    assert.deepEqual(
      pay?.rollout.canary.steps.flatMap(({ setWeight }) => setWeight ?? []),
      prodSteps,
    );
  });

  it("runs the services that have values for it, and those that the stack names", async () => {
    await file("pay/values.yaml", "");
    await file("only-dev/values-dev.yaml", "");
    await file("only-prod/values-prod.yaml", "");
    assert.deepEqual([...plan({ services: { extra: null } }).services.keys()], ["extra", "only-prod", "pay"]);
  });

  it("has a namespace of its own name unless it says otherwise", () => {
    assert.equal(plan({}).namespace, "prod");
    assert.equal(plan({ namespace: "shop" }).namespace, "shop");
  });

  it("shows every mistake of every service at once, in order", async () => {
    await file(
      "pay/values.yaml",
      "replicaCount: many\nrollout: { canary: { steps: [{ setWeight: 10 }, { setWieght: 20 }] } }",
    );
    await file(
      "cart/values-prod.yaml",
      "rollout: { enabled: true, canary: { steps: [{ setWeight: 150 }] } }",
    );
    await file("broken/values.yaml", "a: [");
    const lines = errorOf({ services: { extra: { autoscaling: { enabled: true } } } }).split("\n");
    assert.equal(lines[0], "5 errors in the config, nothing was changed:");
    const places = [
      /broken\/values\.yaml.*Not valid YAML/,
      /services\.cart\..*150 is above 100/,
      /services\.extra\.resources\.requests\.cpu/,
      /services\.pay\.replicaCount/,
      /services\.pay\..*setWieght/,
    ];
    for (const [index, place] of places.entries()) assert.match(lines[index + 1] ?? "", place);
    assert.equal(lines.length, 6);
  });

  it("refuses an unknown key of the stack and suggests the right one", () => {
    assert.match(
      errorOf({ enviroment: "prod" }),
      /enviroment: This key is not known\. Did you mean "environment"\?/,
    );
    assert.match(errorOf({ controller: { rolouts: 3 } }), /controller\.rolouts: .*Did you mean "rollouts"\?/);
  });

  it("is frozen until the moment that it names, but for the services that it excepts", () => {
    const freeze = { until: "2027-01-04T08:00:00+01:00", reason: "the year's end", except: ["pay"] };
    const environment = parseEnvironment({ environment: "prod", defaults: { image }, freeze });
    const { services } = plan({ services: { pay: null, cart: null } });
    const isFrozen = (name: string, now?: string): boolean => {
      const around = declaredSurroundings(environment, now === undefined ? undefined : new Date(now));
      const service = services.get(name) ?? assert.fail(name);
      return subjectOf(name, service, environment, around).freeze !== undefined;
    };
    assert.deepEqual(
      [isFrozen("cart", "2027-01-04T06:59:59Z"), isFrozen("cart", "2027-01-04T07:00:00Z")],
      [true, false],
    );
    assert.deepEqual([isFrozen("pay", "2027-01-01T00:00:00Z"), isFrozen("cart")], [false, true]);
  });

  it("refuses a service whose name is taken by the preview of another", () => {
    const services = { pay: { rollout: { enabled: true, strategy: "bluegreen" } }, "pay-preview": null };
    assert.match(errorOf({ services }), /services\.pay-preview: The name is taken: pay has a Service/);
  });
});
