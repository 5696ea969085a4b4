import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

import type { PlaneFolder } from "./folder";
import type { HttpRequest } from "./http";
import type { Ports } from "./ports";

const user = "local-admin";

/** The files by which the parts of the control plane know each other. */
export function credentialFiles(folder: PlaneFolder) {
  const inFolder = (name: string): string => join(folder.certificates, name);
  return {
    serviceAccountKey: inFolder("sa.key"),
    serviceAccountPublicKey: inFolder("sa.pub"),
    tokens: inFolder("tokens.csv"),
    /** Written by the API server at its first start; it serves the other parts too. */
    certificate: inFolder("apiserver.crt"),
    certificateKey: inFolder("apiserver.key"),
  };
}

/** Makes the service account key and the administrator's token, once. */
export function ensureCredentials(folder: PlaneFolder): void {
  mkdirSync(folder.certificates, { recursive: true, mode: 0o700 });
  const files = credentialFiles(folder);
  if (!existsSync(files.serviceAccountPublicKey)) {
    const pair = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs1", format: "pem" },
    });
    writeSecret(files.serviceAccountKey, pair.privateKey);
    writeSecret(files.serviceAccountPublicKey, pair.publicKey);
  }
  if (!existsSync(files.tokens)) {
    writeSecret(files.tokens, `${randomBytes(24).toString("hex")},${user},${user},system:masters\n`);
  }
}

function adminToken(folder: PlaneFolder): string {
  const [token] = readFileSync(credentialFiles(folder).tokens, "utf8").split(",");
  if (token === undefined) throw new Error(`${credentialFiles(folder).tokens} holds no token.`);
  return token;
}

export function serverUrl(ports: Ports): string {
  return `https://127.0.0.1:${ports.apiServer}`;
}

/** A request to the API server as its administrator. */
export function apiRequest(folder: PlaneFolder, ports: Ports, path: string): HttpRequest {
  const { certificate } = credentialFiles(folder);
  return { url: serverUrl(ports) + path, token: adminToken(folder), ca: readFileSync(certificate, "utf8") };
}

/** Who a kubeconfig speaks as, when it is not the administrator. */
export interface ServiceAccountRef {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Writes a kubeconfig that holds all it needs. With a ServiceAccount it impersonates that one, so that the rights which
 * were granted to it are those that count.
 */
export function writeKubeconfig(
  folder: PlaneFolder,
  ports: Ports,
  path = folder.kubeconfig,
  as?: ServiceAccountRef,
): void {
  const ca = readFileSync(credentialFiles(folder).certificate).toString("base64");
  const name = "local";
  writeSecret(
    path,
    stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name, cluster: { server: serverUrl(ports), "certificate-authority-data": ca } }],
      users: [{ name, user: { token: adminToken(folder), ...(as && impersonation(as)) } }],
      contexts: [{ name, context: { cluster: name, user: name, namespace: as?.namespace ?? "default" } }],
      "current-context": name,
    }),
  );
}

function impersonation({ namespace, name }: ServiceAccountRef) {
  return {
    as: `system:serviceaccount:${namespace}:${name}`,
    "as-groups": ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
  };
}

function writeSecret(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
}
