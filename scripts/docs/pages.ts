import { format } from "prettier";
import { analysisTemplatesPage } from "./analysis-templates-page";
import { configPage } from "./config-page";
import { pluginsPage } from "./plugins-page";
import { routingPage } from "./routing-page";
import { rulesPage } from "./rules-page";
import { sizingPage } from "./sizing-page";
import { sizingPlot } from "./sizing-plot";

/** Files in `docs/` that are made from the code, by name. */
export const pages: Readonly<Record<string, () => string>> = {
  "analysis-templates.md": analysisTemplatesPage,
  "config.md": configPage,
  "plugins.md": pluginsPage,
  "routing.md": routingPage,
  "rules.md": rulesPage,
  "sizing.md": sizingPage,
};

/** Drawings beside them. */
export const drawings: Readonly<Record<string, () => string>> = { "sizing.svg": sizingPlot };

/** As it stands in its file. Without wrapping, a wide table is not filled up with spaces either. */
export function pageText(page: () => string): Promise<string> {
  return format(page(), { parser: "markdown", printWidth: 110, proseWrap: "never" });
}
