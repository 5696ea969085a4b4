/** Labels by which a service's pods are found. They never change: the API server refuses another selector. */
export function selectorOf(name: string): Record<string, string> {
  return { "app.kubernetes.io/name": name };
}

/** Marks the Service that has the service's own name among those that its strategy needs. */
export const APEX_LABEL = { "progressive-delivery/service": "apex" } as const;
