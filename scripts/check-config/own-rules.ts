import type { rules } from "../../components/rules";

/** What is found while the files are read, before there is anything that a rule could look at. */
export const ownRules: typeof rules = [
  {
    id: "schema",
    severity: "error",
    what: "A key that is not known, or a value of the wrong shape.",
    why: "A misspelt key would be left out without a word, and the controller would do something else than the file says.",
    upstream: "schemas/values.schema.json",
  },
  {
    id: "values-file",
    severity: "error",
    what: "A file that cannot be read, or that is not one YAML map.",
    why: "The service would run without what the file says.",
    upstream: "YAML 1.2",
  },
  {
    id: "environments-file",
    severity: "error",
    what: "A preset that extends one that is not there, or itself.",
    why: "Services would get other steps than those that were meant.",
    upstream: "schemas/environments.schema.json",
  },
  {
    id: "catalog-folder",
    severity: "error",
    what: "A catalog that cannot be read.",
    why: "The stack would take away all services that are described there.",
    upstream: "stacks/catalog.ts",
  },
  {
    id: "environment-without-preset",
    severity: "warning",
    what: "An environment that has no preset.",
    why: "With a misspelt name the preset and the values-<environment>.yaml files are not read, and a canary has no steps.",
    upstream: "components/config/presets.ts",
  },
  {
    id: "no-secret-in-structure",
    severity: "error",
    what: "A secure value inside of a map of the stack's config.",
    why: "Pulumi hands it to the program as plain text, and it would go on into the state and the cluster as such.",
    upstream: "pulumi/pulumi#7127",
  },
  {
    id: "esc-environment",
    severity: "warning",
    what: "A stack that imports environments of Pulumi ESC.",
    why: "They are not read here, so what they bring to the config is not checked, and may seem to be missing.",
    upstream: "Pulumi ESC",
  },
];
