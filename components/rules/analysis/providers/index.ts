import type { Rule } from "../../rule";
import type { TemplateScope } from "../../scope";
import { prometheusAddress, providerSettings, providerUrl } from "./addresses";
import { datadogQuery } from "./datadog";
import { jobRestartPolicy } from "./job";
import { kayentaScopes } from "./kayenta";
import { ignoredSignature, prometheusQuery, rangeQueryTimes } from "./prometheus";
import { oauth2Client, webBody, webJsonPath, webRoot } from "./web";

/** What each metric provider needs to measure at all. */
export const providerRules: readonly Rule<TemplateScope>[] = [
  providerUrl,
  providerSettings,
  prometheusAddress,
  prometheusQuery,
  rangeQueryTimes,
  ignoredSignature,
  oauth2Client,
  datadogQuery,
  webBody,
  webJsonPath,
  webRoot,
  jobRestartPolicy,
  kayentaScopes,
];
