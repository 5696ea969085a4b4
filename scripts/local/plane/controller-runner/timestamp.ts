/** Now, as Kubernetes writes it: without fractions of a second. */
export function timestamp(): string {
  return new Date().toISOString().replace(/\.\d+/, "");
}
