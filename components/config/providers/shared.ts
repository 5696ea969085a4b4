import { z } from "zod";
import { name } from "../scalars";

export const text = z.string().min(1);

export const headers = z
  .array(z.strictObject({ key: name.describe("Its name."), value: z.string().describe("Its value.") }))
  .describe("Headers of the request.");

export const insecure = z
  .boolean()
  .optional()
  .describe("True: the server's certificate is not checked. Default false.");

/** Upstream: `Authentication`. */
export const authentication = z
  .strictObject({
    sigv4: z
      .strictObject({
        region: text.optional().describe("Region of AWS. Default: that of the controller's environment."),
        profile: text.optional().describe("Profile of the controller's AWS configuration."),
        roleArn: text.optional().describe("Role that is taken on."),
      })
      .optional()
      .describe("Signature of AWS; used only with an address of Amazon Managed Prometheus."),
    oauth2: z
      .strictObject({
        tokenUrl: text.optional().describe("URL that gives tokens."),
        clientId: text.optional().describe("Name of the client."),
        clientSecret: text.optional().describe("Its secret: `{{args.<name>}}` of an argument from a Secret."),
        scopes: z.array(text).optional().describe("What the token is for."),
      })
      .optional()
      .describe("A token by OAuth 2, client credentials."),
  })
  .describe("How the controller proves who it is.");
