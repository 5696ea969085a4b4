import path from "node:path";
import { describeGolden } from "../../support/golden";
import { goldenCases, goldenText } from "./golden-cases";
import { goldenFolder } from "./golden-files";

describeGolden(
  "what a router's service is rendered to",
  goldenFolder,
  goldenCases.map((one) => ({
    file: path.join(one.router, `${one.name}.yaml`),
    title: `${one.router}, ${one.name}`,
    text: () => goldenText(one),
  })),
);
