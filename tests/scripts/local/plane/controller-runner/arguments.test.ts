import assert from "node:assert/strict";

import fc from "fast-check";

import {
  argumentsOf,
  expand,
  localArguments,
  portsOf,
} from "../../../../../scripts/local/plane/controller-runner/arguments";

const local = { kubeconfig: "/k", metricsPort: 1, healthzPort: 2 };
const own = ["--kubeconfig=/k", "--metricsPort=1", "--healthzPort=2"];

describe("the arguments of a controller's process", () => {
  it("are the container's, but for the first word of its command, which is the program", () => {
    const command = ["/bin/rollouts-controller", "--namespaced"];
    assert.deepEqual(argumentsOf({ name: "c", command, args: ["--qps", "9"] }, {}), [
      ...["--namespaced", "--qps", "9"],
    ]);
    assert.deepEqual(argumentsOf({ name: "c" }, {}), []);
  });

  it("have the variables of the environment in them, as Kubernetes puts them there", () => {
    const env = { NS: "rollouts" };
    const args = ["--instance-id=$(NS)-$(NS)", "$(NOBODY)", "$$(NS)", "$NS", "100$"];
    assert.deepEqual(argumentsOf({ name: "c", args }, env), [
      ...["--instance-id=rollouts-rollouts", "$(NOBODY)", "$(NS)", "$NS", "100$"],
    ]);
  });

  it("stay as they are where there is no dollar sign", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes("$"));
        assert.equal(expand(text, { A: "1" }), text);
      }),
    );
  });

  it("have ports and a kubeconfig of their own in either way of writing a flag, and keep all else", () => {
    const others = fc.array(fc.constantFrom("--qps=400", "--burst", "5", "--namespaced"));
    const ports = fc.constantFrom(
      ["--metricsPort=8090"],
      ["--healthzPort", "8080"],
      ["--metricsport", "8090"],
      ["--kubeconfig", "/theirs"],
      [],
    );
    fc.assert(
      fc.property(others, ports, others, (before, port, after) => {
        const args = [...before, ...port, ...after];
        assert.deepEqual(localArguments(args, local), [...before, ...after, ...own]);
      }),
    );
  });
});

describe("the ports of a controller", () => {
  const cases: [string, string[], [number, number][]][] = [
    [
      "are upstream's where it says nothing",
      [],
      [
        [8090, 1],
        [8080, 2],
      ],
    ],
    [
      "are those of its flags",
      ["--metricsPort", "9090", "--healthzPort=9080"],
      [
        [9090, 1],
        [9080, 2],
      ],
    ],
    [
      "are those of the last flag of several",
      ["--metricsport=1111", "--metricsPort=2222"],
      [
        [2222, 1],
        [8080, 2],
      ],
    ],
  ];
  for (const [what, args, ports] of cases) it(what, () => assert.deepEqual([...portsOf(args, local)], ports));
});
