import { apiRequest } from "../credentials";
import { type HttpAnswer, type HttpRequest, send } from "../http";
import type { PlaneAddress } from "../part";
import type { Lookup } from "./environment";
import type { Pod, PodStatus } from "./pod";

/** What a kubelet does with one pod at the API server. */
export class PodApi {
  constructor(
    private readonly address: PlaneAddress,
    private readonly pod: Pick<Pod, "metadata">,
  ) {}

  /** Undefined where the pod is not there any more, or another one of its name. */
  async writeStatus(status: PodStatus): Promise<Pod | undefined> {
    const { uid } = this.pod.metadata;
    const answer = await this.send(`${this.path}/status`, {
      method: "PATCH",
      contentType: "application/merge-patch+json",
      body: { metadata: { uid }, status },
    });
    return isGone(answer) ? undefined : (JSON.parse(expected(answer).text) as Pod);
  }

  /** Lets the pod go: its process has ended. */
  async remove(): Promise<void> {
    const { uid } = this.pod.metadata;
    const options = {
      apiVersion: "v1",
      kind: "DeleteOptions",
      gracePeriodSeconds: 0,
      preconditions: { uid },
    };
    const answer = await this.send(this.path, { method: "DELETE", body: options });
    if (!isGone(answer)) expected(answer);
  }

  readonly lookup: Lookup = async (kind, name) => {
    const answer = await this.send(`${this.folder}/${kind.toLowerCase()}s/${name}`, {});
    if (answer.status === 404) return undefined;
    const { data = {} } = JSON.parse(expected(answer).text) as { data?: Record<string, string> };
    if (kind === "ConfigMap") return data;
    const decoded = Object.entries(data).map(([key, value]) => [
      key,
      Buffer.from(value, "base64").toString("utf8"),
    ]);
    return Object.fromEntries(decoded) as Record<string, string>;
  };

  private get folder(): string {
    return `/api/v1/namespaces/${this.pod.metadata.namespace}`;
  }

  private get path(): string {
    return `${this.folder}/pods/${this.pod.metadata.name}`;
  }

  private send(path: string, more: Omit<HttpRequest, "url">): Promise<HttpAnswer> {
    const { folder, ports } = this.address;
    return send({ ...apiRequest(folder, ports, path), ...more });
  }
}

/** 409: there is a pod of that name, with another uid. */
function isGone({ status }: HttpAnswer): boolean {
  return status === 404 || status === 409;
}

function expected(answer: HttpAnswer): HttpAnswer {
  if (answer.status < 200 || answer.status > 299) throw new Error(`HTTP ${answer.status} ${answer.text}`);
  return answer;
}
