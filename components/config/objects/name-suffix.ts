import { z } from "zod";

/** What is put behind the service's name and a hyphen to name an object. */
export const nameSuffix = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, { error: "expected lower-case letters, digits and hyphens" });
