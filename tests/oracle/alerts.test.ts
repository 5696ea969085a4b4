import assert from "node:assert/strict";
import { type AlertName, alertNames, controller, type ControllerInput } from "../../components/config";
import { planInstall } from "../../components/controller";
import { resolveTools } from "../../scripts/local/toolchain";
import { memoryLimit } from "../support/controller";
import { installManifest } from "../support/install-manifest";
import { type Minutes, promtoolSays } from "./support/alert-rules";

const job = 'job="argo-rollouts-metrics"';
const pay = 'namespace="shop",name="pay"';
const lease = (verb: string, pod: string, id = "") =>
  `controller_clientset_k8s_request_total{${job},kind="leases",name="argo-rollouts-controller-lock${id}",verb="${verb}",status_code="200",pod="${pod}"}`;
const phase = (name: string, pod = "a") =>
  `rollout_info{${job},pod="${pod}",${pay},strategy="canary",traffic_router="",phase="${name}"}`;
const run = (name: string) => `analysis_run_info{${job},namespace="shop",name="pay-1",phase="${name}"}`;
const ROLLOUTS = 50;
/** Of the limit for so many Rollouts. */
const memory = (percent: number) =>
  `${String(Math.round((memoryLimit({ rollouts: ROLLOUTS }) * percent) / 100))}x60`;

interface Case {
  readonly series: Minutes;
  /** Minutes. */
  readonly at: number;
}
interface Cases {
  readonly fires: Case & { readonly labels: Readonly<Record<string, string>>; readonly says: RegExp };
  readonly quiet: Readonly<Record<string, Case>>;
}

const ofPay = { namespace: "shop", name: "pay" };

const cases: Readonly<Record<AlertName, Cases>> = {
  ArgoRolloutsControllerDown: {
    fires: {
      series: { [`up{${job},pod="a"}`]: "1x3 0x20" },
      at: 12,
      labels: {},
      says: /kubectl -n rollouts get pods/,
    },
    quiet: {
      "one of two answers": {
        series: { [`up{${job},pod="a"}`]: "0x60", [`up{${job},pod="b"}`]: "1x60" },
        at: 30,
      },
      "a pod is replaced": { series: { [`up{${job},pod="a"}`]: "1x3 0x2 1x60" }, at: 6 },
    },
  },
  ArgoRolloutsLeaderMissing: {
    fires: {
      series: {
        [`up{${job},pod="a"}`]: "1x60",
        [lease("Update", "a")]: "0+30x5 150x60",
        [lease("Get", "a")]: "0+30x60",
      },
      at: 15,
      labels: {},
      says: /0 of 1 Leases were renewed/,
    },
    quiet: {
      "one leads and one waits": {
        series: {
          [`up{${job},pod="a"}`]: "1x60",
          [`up{${job},pod="b"}`]: "1x60",
          [lease("Update", "a")]: "0+30x60",
          [lease("Get", "b")]: "0+30x60",
        },
        at: 30,
      },
      "another took over": {
        series: {
          [`up{${job},pod="b"}`]: "1x60",
          [lease("Update", "a")]: "0+30x10 stale",
          [lease("Update", "b")]: "_x11 1+30x60",
        },
        at: 16,
      },
      "no controller answers, which is another alert": { series: { [`up{${job},pod="a"}`]: "0x60" }, at: 30 },
    },
  },
  ArgoRolloutsReconcileErrors: {
    fires: {
      series: { [`rollout_reconcile_error{${job},${pay}}`]: "0+6x60" },
      at: 20,
      labels: { ...ofPay, kind: "Rollout" },
      says: /60 errors in 10 minutes at the Rollout shop\/pay/,
    },
    quiet: {
      "some errors that ended": { series: { [`rollout_reconcile_error{${job},${pay}}`]: "0 4x60" }, at: 8 },
      "errors of long ago": {
        series: { [`analysis_run_reconcile_error{${job},${pay}}`]: "0+6x5 30x60" },
        at: 30,
      },
    },
  },
  ArgoRolloutsWorkqueueDeep: {
    fires: {
      series: { [`workqueue_depth{${job},pod="a",name="Rollouts"}`]: "150x60" },
      at: 20,
      labels: { name: "Rollouts" },
      says: /150 Rollouts have been waiting for 15m/,
    },
    quiet: {
      "the queue after a restart": {
        series: { [`workqueue_depth{${job},name="Rollouts"}`]: "900x5 0x60" },
        at: 16,
      },
      "few objects": { series: { [`workqueue_depth{${job},name="Rollouts"}`]: "100x60" }, at: 30 },
    },
  },
  ArgoRolloutsMemoryHigh: {
    fires: {
      series: { [`process_resident_memory_bytes{${job},pod="a"}`]: memory(85) },
      at: 15,
      labels: { pod: "a" },
      says: /85 % of its memory limit/,
    },
    quiet: {
      "the process has room": {
        series: { [`process_resident_memory_bytes{${job},pod="a"}`]: memory(75) },
        at: 30,
      },
      "the container, which counts where it is measured, has room": {
        series: {
          [`process_resident_memory_bytes{${job},pod="a"}`]: memory(85),
          [`container_memory_working_set_bytes{namespace="rollouts",container="argo-rollouts",pod="a"}`]:
            memory(70),
        },
        at: 30,
      },
      "somebody else's container": {
        series: {
          [`container_memory_working_set_bytes{namespace="shop",container="argo-rollouts",pod="a"}`]:
            memory(99),
        },
        at: 30,
      },
    },
  },
  ArgoRolloutsInvalidSpec: {
    fires: {
      series: { [phase("InvalidSpec")]: "1x60" },
      at: 10,
      labels: ofPay,
      says: /The controller does not work on shop\/pay/,
    },
    quiet: {
      "a moment until a Service is there": { series: { [phase("InvalidSpec")]: "1x2 stale" }, at: 10 },
      "a healthy Rollout": { series: { [phase("Completed")]: "1x60" }, at: 30 },
    },
  },
  ArgoRolloutsRolloutFailed: {
    fires: {
      series: { [phase("Timeout")]: "1x60" },
      at: 20,
      labels: { ...ofPay, phase: "Timeout" },
      says: /serves its old version/,
    },
    quiet: {
      "one that is retried": {
        series: { [phase("Abort")]: "1x10 stale", [phase("Progressing")]: "_x11 1x60" },
        at: 20,
      },
    },
  },
  ArgoRolloutsPausedTooLong: {
    fires: {
      // A second leader after a day, with no series for five minutes.
      series: { [phase("Paused", "a")]: "1x1200 stale", [phase("Paused", "b")]: "_x1206 1x1200" },
      at: 1445,
      labels: ofPay,
      says: /runs two versions and waits/,
    },
    quiet: {
      "one that was promoted in the meantime": {
        series: { [phase("Paused")]: "1x1000 stale _x60 1x1000" },
        at: 1500,
      },
    },
  },
  ArgoRolloutsAnalysisErrors: {
    fires: {
      series: { [run("Running")]: "1x90 stale", [run("Error")]: "_x91 1x60" },
      at: 100,
      labels: { namespace: "shop", name: "pay-1" },
      says: /shop\/pay-1 ended in Error/,
    },
    quiet: {
      "one that erred long ago and is kept": { series: { [run("Error")]: "1x300" }, at: 200 },
      "one that erred long ago, after a new leader": {
        series: { [run("Error")]: "1x100 stale _x5 1x300" },
        at: 165,
      },
      "one that failed: that is what it is for": { series: { [run("Failed")]: "1x60" }, at: 30 },
    },
  },
  ArgoRolloutsNotificationErrors: {
    fires: {
      series: { [`notification_send_error{${job},${pay},type="Normal",reason="RolloutPaused"}`]: "1x5 2x60" },
      at: 20,
      labels: ofPay,
      says: /argo-rollouts-notification-secret/,
    },
    quiet: {
      "an error of an hour ago": {
        series: {
          [`notification_send_error{${job},${pay},type="Normal",reason="RolloutPaused"}`]: "1 2x120",
        },
        at: 90,
      },
    },
  },
};

describe("the controller's alerts in Prometheus", function () {
  this.timeout(60_000);

  let promtool: string;
  before(async () => {
    promtool = (await resolveTools(["promtool"])).promtool.path;
  });

  const specOf = (input: ControllerInput = {}) => {
    const config = controller.parse({
      namespace: "rollouts",
      rollouts: ROLLOUTS,
      ...input,
      alerts: { enabled: true },
    });
    return planInstall(installManifest, config).support.find(({ kind }) => kind === "PrometheusRule")?.[
      "spec"
    ];
  };
  const says = (alert: AlertName, { series, at }: Case, input: ControllerInput = {}) =>
    promtoolSays(promtool, specOf(input), [{ alert, series, at, firing: [] }]);

  it("are rules that it reads, however the series are found", () => {
    assert.equal(promtoolSays(promtool, specOf(), []), "");
    const series = { selector: 'job=~"a|b",cluster="c"', namespaceLabel: "exported_namespace" };
    assert.equal(promtoolSays(promtool, specOf({ metrics: { series } }), []), "");
  });

  for (const name of alertNames) {
    const { fires, quiet } = cases[name];

    it(`${name} is raised, with its labels and what it says`, () => {
      const said = says(name, fires);
      assert.match(said, /got:\[\s*0:/, `${name} is not raised: ${said}`);
      for (const [label, value] of Object.entries(fires.labels))
        assert.ok(said.includes(`${label}="${value}"`), `${label}="${value}" is missing in ${said}`);
      assert.match(said, fires.says);
      assert.doesNotMatch(said, /<no value>|error expanding/i);
    });

    for (const [when, one] of Object.entries(quiet))
      it(`${name} is not raised by ${when}`, () => assert.equal(says(name, one), ""));
  }

  it("ArgoRolloutsLeaderMissing is raised by one of several controllers", () => {
    const both = {
      [`up{${job},pod="a"}`]: "1x60",
      [`up{${job},pod="b"}`]: "1x60",
      [lease("Update", "a", "-shard-0")]: "0+30x60",
    };
    const two = { shards: 2 };
    const at = 20;
    assert.match(says("ArgoRolloutsLeaderMissing", { series: both, at }, two), /1 of 2 Leases were renewed/);
    const series = { ...both, [lease("Update", "b", "-shard-1")]: "0+30x60" };
    assert.equal(says("ArgoRolloutsLeaderMissing", { series, at }, two), "");
  });
});
