import { configRules } from "../../../components/rules/config";
import { describeRules } from "../../support/rule-cases";

const half = "x".repeat(512 * 1024);

describeRules("rules about config", configRules, [
  {
    rule: "config-size",
    refuses: { configFiles: { "/a/a": half, "/a/b": `${half}ä` }, configEnv: { A: `${half}${half}x` } },
    with: [
      "services.pay.configFiles: 1048578 bytes are above 1048576, which is all that a ConfigMap holds. Put large files into the image or a volume.",
      "services.pay.configEnv: 1048577 bytes are above 1048576, which is all that a ConfigMap holds. Put large files into the image or a volume.",
    ],
    accepts: { configFiles: { "/a/a": half, "/a/b": half }, configEnv: { A: half } },
  },
]);
