import { z } from "zod";
import { port } from "../scalars";

/** Name of a container or a volume: a DNS label. */
export const dnsLabel = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, {
    error: "expected lower-case letters, digits and hyphens, a letter or digit at both ends",
  });

const portNameError = {
  error: "expected a number, or a name of at most 15 lower-case letters, digits and hyphens",
};
export const portName = z.string().regex(/^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: "expected at most 15 lower-case letters, digits and hyphens, at least one letter",
});
export const portOrName = z.union([port, portName], portNameError);
export const protocol = z.enum(["TCP", "UDP", "SCTP"]);

/** Path inside a container. */
export const absolutePath = z
  .string()
  .regex(/^\/[^:]*$/, { error: "expected an absolute path without a colon" });

/** Key of a ConfigMap or Secret. */
export const dataKey = z
  .string()
  .regex(/^[-._a-zA-Z0-9]+$/, { error: "expected letters, digits, hyphens, dots and underscores" });
