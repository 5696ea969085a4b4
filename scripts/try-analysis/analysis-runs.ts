import { ClusterError, reasonOf } from "../../components/cluster/cluster-error";
import type { Answer, Connection } from "../../components/cluster/connection";
import { type DataObject, isDataObject, listAt, textAt } from "../../components/config";
import { type AnalysisRun, analysisRunSchema } from "./status";

/** What one look at a run gives. */
export type Look =
  | { readonly run: AnalysisRun }
  /** `isFinal`: it does not get better by itself. */
  | { readonly run?: undefined; readonly reason: string; readonly isFinal: boolean };

/** The AnalysisRuns of a namespace. */
export interface AnalysisRuns {
  /** Makes one and gives its name. Rejects with a `ClusterError`. */
  create(run: DataObject): Promise<string>;
  look(name: string): Promise<Look>;
  /** Asks the controller to end one. Gives the reason when that cannot be. */
  terminate(name: string): Promise<string | undefined>;
  /** Gives the reason when that cannot be. */
  remove(name: string): Promise<string | undefined>;
}

const GROUP = "/apis/argoproj.io/v1alpha1";

/** Rejects with a `ClusterError` when no run can be made in the namespace. */
export async function checkCluster({ get }: Connection, namespace: string): Promise<void> {
  const kinds = await get(GROUP);
  const known = isDataObject(kinds.body) ? listAt(kinds.body, "resources") : [];
  if (kinds.status === 404 || (kinds.status === 200 && !known.some(({ name }) => name === "analysisruns")))
    throw new ClusterError("The cluster does not know AnalysisRuns: install the Rollouts controller first.");
  if (kinds.status !== 200) throw new ClusterError(refusal(kinds, "ask for kinds of objects"));
  // Who may not read namespaces may be allowed to use one of them.
  const { status } = await get(`/api/v1/namespaces/${encodeURIComponent(namespace)}`);
  if (status === 404) throw new ClusterError(noNamespace(namespace));
}

export function analysisRuns(connection: () => Promise<Connection>, namespace: string): AnalysisRuns {
  const all = `${GROUP}/namespaces/${encodeURIComponent(namespace)}/analysisruns`;
  const one = (name: string): string => `${all}/${encodeURIComponent(name)}`;
  const may = (verb: string): string => `${verb} analysisruns in the namespace ${namespace}`;
  const reasonUnless = async (done: readonly number[], verb: string, asked: Promise<Answer>) => {
    const answer = await asked;
    return done.includes(answer.status) ? undefined : refusal(answer, may(verb));
  };
  return {
    async create(run) {
      const answer = await (await connection()).post(all, run);
      const { status, body } = answer;
      if (status === 404) throw new ClusterError(noNamespace(namespace));
      const made = analysisRunSchema.safeParse(body);
      if (status !== 201 || !made.success) throw new ClusterError(refusal(answer, may("create")));
      return made.data.metadata.name;
    },
    async look(name) {
      try {
        const answer = await (await connection()).get(one(name));
        const read = analysisRunSchema.safeParse(answer.body);
        if (answer.status === 200 && read.success) return { run: read.data };
        if (answer.status === 404) return { reason: "Somebody deleted the run.", isFinal: true };
        return { reason: refusal(answer, may("get")), isFinal: [200, 401, 403].includes(answer.status) };
      } catch (error) {
        return { reason: reasonOf(error), isFinal: false };
      }
    },
    async terminate(name) {
      const end = async () => (await connection()).patch(one(name), { spec: { terminate: true } });
      return reasonUnless([200], "patch", end()).catch(reasonOf);
    },
    async remove(name) {
      const end = async () => (await connection()).remove(one(name));
      return reasonUnless([200, 202, 404], "delete", end()).catch(reasonOf);
    },
  };
}

function noNamespace(namespace: string): string {
  return `The cluster has no namespace ${namespace}: make it, or give another one with --namespace.`;
}

/** Why not, as a sentence. `right`: as the end of "may not". */
function refusal({ status, body }: Answer, right: string): string {
  if (status === 401) return "The API server does not accept the kubeconfig's credentials.";
  if (status === 403) return `The kubeconfig's user may not ${right}.`;
  const said = isDataObject(body) ? textAt(body, "message") : "";
  return `The API server answers ${String(status)}${said === "" ? "" : `: ${said.replace(/\.$/, "")}`}.`;
}
