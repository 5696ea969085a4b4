import { parseAllDocuments } from "yaml";
import { fieldsAt, isFields, type Fields } from "./values";

/**
 * The objects of a manifest with any number of documents, as kubectl reads it: YAML 1.1 (`0644` is octal, `yes` is true)
 * without dates. Empty documents are left out.
 */
export function decodeYaml(text: string, defaultNamespace = ""): Fields[] {
  const options = { version: "1.1", merge: true, customTags: withoutDates } as const;
  const documents = parseAllDocuments(text, options);
  return ("empty" in documents ? [] : documents).flatMap((document) => {
    const [problem] = document.errors;
    if (problem !== undefined) throw new Error(`The YAML cannot be read: ${problem.message}`);
    const object: unknown = document.toJS();
    if (object === null || object === undefined) return [];
    if (!isFields(object))
      throw new Error(
        `The YAML holds ${JSON.stringify(object).slice(0, 80)} where a Kubernetes object was expected.`,
      );
    return [withNamespace(object, defaultNamespace)];
  });
}

type Tags = Exclude<NonNullable<Parameters<typeof parseAllDocuments>[1]>["customTags"], undefined | null>;

const withoutDates: Tags = (tags) =>
  tags.filter((tag) => typeof tag === "string" || tag.tag !== "tag:yaml.org,2002:timestamp");

function withNamespace(object: Fields, namespace: string): Fields {
  const metadata = fieldsAt(object, "metadata");
  return namespace === "" || metadata["namespace"] !== undefined
    ? object
    : { ...object, metadata: { ...metadata, namespace } };
}
