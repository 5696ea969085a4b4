import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";

import { portOf } from "../../../../../scripts/local/plane/ports";
import type { Container, Probe } from "../../../../../scripts/local/plane/controller-runner/pod";
import { askAgain, probe } from "../../../../../scripts/local/plane/controller-runner/probes";

const asked: Probe = { httpGet: { path: "/healthz", port: "healthz" }, periodSeconds: 10 };

/** The verdicts, with the second of each, where the answers are these, one in each period. */
async function verdicts(one: Probe, answers: string, goesOn = true): Promise<string[]> {
  const stop = new AbortController();
  const said: string[] = [];
  let seconds = 0;
  let next = 0;
  const wait = (ms: number): Promise<void> => {
    seconds += ms / 1000;
    return Promise.resolve();
  };
  const ask = (): Promise<boolean> => {
    const isGood = answers[next++] === "+";
    if (next === answers.length) setImmediate(() => stop.abort());
    if (next > answers.length) stop.abort();
    return Promise.resolve(isGood);
  };
  const onVerdict = (isGood: boolean): boolean => {
    said.push(`${isGood ? "good" : "bad"} ${String(seconds)}`);
    return goesOn;
  };
  await askAgain(one, ask, onVerdict, stop.signal, wait);
  return said;
}

describe("a probe", () => {
  it("begins after its delay, soon in its first period, and believes one success and three failures", async () => {
    assert.deepEqual(await verdicts(asked, "-++--+---+"), ["good 11", "bad 81", "good 91"]);
    assert.deepEqual(await verdicts({ ...asked, initialDelaySeconds: 30, periodSeconds: 1 }, "+"), [
      "good 31",
    ]);
  });

  it("has thresholds of its own", async () => {
    const one = { ...asked, successThreshold: 2, failureThreshold: 1 };
    assert.deepEqual(await verdicts(one, "-+-++"), ["bad 1", "good 41"]);
  });

  it("ends when nobody wants another verdict", async () => {
    assert.deepEqual(await verdicts(asked, "+---", false), ["good 1"]);
  });
});

describe("the probes of a container", () => {
  /** What is told of a container whose ports lead to a server with these answers, until so much is told. */
  async function told(container: Partial<Container>, answers: Record<string, number>, count: number) {
    const server = createServer(({ url = "" }, response) => response.writeHead(answers[url] ?? 404).end());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const stop = new AbortController();
    const said: string[] = [];
    const say = (text: string): void => {
      said.push(text);
      if (said.length === count) stop.abort();
    };
    await probe(
      { name: "c", ports: [{ name: "healthz", containerPort: 8080 }], ...container },
      new Map([[8080, portOf(server)]]),
      {
        onReady: (isReady) => say(isReady ? "ready" : "not ready"),
        onStarted: () => say("started"),
        onUnhealthy: say,
      },
      stop.signal,
    );
    server.close();
    return said;
  }
  const quick = (path: string, port: string | number = "healthz"): Probe => ({
    httpGet: { path, port },
    ...{ periodSeconds: 0.02, failureThreshold: 1 },
  });

  it("make it ready at once where it has none", async () => {
    assert.deepEqual(await told({}, {}, 2), ["started", "ready"]);
  });

  it("make it ready when the port that has the name answers well", async () => {
    const readinessProbe = quick("/healthz");
    assert.deepEqual(await told({ readinessProbe }, { "/healthz": 200 }, 3), [
      "started",
      "not ready",
      "ready",
    ]);
    assert.deepEqual(await told({ readinessProbe }, { "/healthz": 503 }, 3), [
      ...["started", "not ready", "not ready"],
    ]);
  });

  it("fail on a port that the controller does not listen on", async () => {
    const readinessProbe = quick("/healthz", 9999);
    assert.equal((await told({ readinessProbe }, { "/healthz": 200 }, 3)).at(-1), "not ready");
  });

  it("wait for its start, and have it ended where it does not come", async () => {
    const startupProbe = quick("/started");
    assert.deepEqual(await told({ startupProbe }, { "/started": 200 }, 2), ["started", "ready"]);
    assert.deepEqual(await told({ startupProbe }, {}, 9), ["its startup probe is not good"]);
  });

  it("have it ended where it does not live", async () => {
    assert.deepEqual(await told({ livenessProbe: quick("/alive") }, {}, 3), [
      ...["started", "ready", "its liveness probe is not good"],
    ]);
  });
});
