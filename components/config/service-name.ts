import { z } from "zod";

/** Room for the longest suffix that is put on a service's name (`-preview`), within the 63 characters of a DNS label. */
const MAX_LENGTH = 63 - "-preview".length;

/** The name of a service is the name of its Service, so it must be a DNS label (RFC 1035). At most 55 characters. */
export const serviceName = z
  .string()
  .max(MAX_LENGTH)
  .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, {
    error: "expected lower-case letters, digits and hyphens, a letter first, no hyphen at the end",
  });
