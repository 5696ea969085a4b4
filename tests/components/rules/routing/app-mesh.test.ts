import { appMeshRules } from "../../../../components/rules/routing";
import { describeRules } from "../../../support/rule-cases";

const routing = { appMesh: {} };

describeRules("rules about App Mesh", appMeshRules, [
  {
    rule: "app-mesh-port",
    refuses: { routing, service: { targetPort: 8080 } },
    with: "services.pay.service.targetPort: 8080 is not service.port, 80. Give both the same port.",
    accepts: [{ routing, service: { port: 8080, targetPort: 8080 } }, { service: { targetPort: 8080 } }],
  },
]);
