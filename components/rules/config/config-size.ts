import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

const LIMIT = 1024 * 1024;

export const configSize: Rule<ServiceScope> = {
  id: "config-size",
  severity: "error",
  what: "The text of all config files, or of all variables, is larger than a ConfigMap may be.",
  why: "The API server refuses the ConfigMap in the middle of an up.",
  upstream: "kubernetes pkg/apis/core/validation/validation.go, ValidateConfigMap",
  *check({ service: { configFiles, configEnv } }) {
    for (const [key, texts] of Object.entries({ configFiles, configEnv })) {
      const bytes = Object.values(texts).reduce<number>((sum, text) => sum + size(text), 0);
      if (bytes <= LIMIT) continue;
      yield {
        path: [key],
        reason: `${bytes} bytes are above ${LIMIT}, which is all that a ConfigMap holds.`,
        hint: "Put large files into the image or a volume.",
      };
    }
  },
};

/** What is known only while the program runs is not counted. */
function size(text: unknown): number {
  return typeof text === "string" ? Buffer.byteLength(text) : 0;
}
