import { z } from "zod";

const id = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);
const reason = z.string().trim().min(1, { error: "expected the reason why" }).optional();

const capabilities = z
  .record(
    z.string().regex(/^(?!CAP_)[A-Z][A-Z_]*$/, {
      error: "expected a Linux capability without CAP_, such as NET_BIND_SERVICE",
    }),
    z.string().trim().min(1, { error: "expected the reason why" }),
  )
  .optional()
  .describe("Linux capabilities that the programs keep: name -> reason.");

const containerAllow = {
  root: reason.describe("The programs may run as root."),
  writableRoot: reason.describe("The programs may write anywhere in their image, not only into volumes."),
  privilegeEscalation: reason.describe("A program may get more rights than it was started with (setuid)."),
  privileged: reason.describe("The containers have all rights on the node, privilege escalation included."),
  unconfined: reason.describe("Any system call is allowed: no seccomp profile."),
  capabilities,
};

const podAllow = {
  ...containerAllow,
  hostNetwork: reason.describe("The pods use the node's network; one per node and port."),
  hostPID: reason.describe("The pods see the node's processes."),
  hostIPC: reason.describe("The pods share the node's shared memory and semaphores."),
};

const user = {
  runAsUser: id
    .optional()
    .describe("User id of the programs. Default: the image's, which must be a number other than 0."),
  runAsGroup: id.optional().describe("Group id of the programs. Default: the image's."),
  tmp: z
    .boolean()
    .default(true)
    .describe("False: no `/tmp` to write to. It is made only where nothing else is mounted there."),
};

/** Of a container beside the main one. What is not allowed here stays forbidden, whatever the main one may. */
export const containerSecurity = z.strictObject({
  ...user,
  allow: z
    .strictObject(containerAllow)
    .default({})
    .describe("Ways out of the restricted standard, each with its reason."),
});
export type ContainerSecurity = z.output<typeof containerSecurity>;

/** Default: the restricted Pod Security Standard, and a root file system that nobody can write to. */
export const security = z.strictObject({
  ...user,
  fsGroup: id.optional().describe("Group id that owns the volumes' files."),
  fsGroupChangePolicy: z
    .enum(["Always", "OnRootMismatch"])
    .optional()
    .describe("When the files' owner is changed: at every start (default), or when the folder's is wrong."),
  supplementalGroups: z.array(id).optional().describe("More group ids of the programs."),
  allow: z
    .strictObject(podAllow)
    .default({})
    .describe("Ways out of the restricted standard, each with its reason, which is kept on the workload."),
});
export type Security = z.output<typeof security>;
