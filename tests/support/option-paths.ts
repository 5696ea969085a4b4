import { z } from "zod";

/** Every key of a schema as a path: `strategy.maxSurge`, `env[].name`, `labels.*`. */
export function optionPaths(schema: z.core.$ZodType): ReadonlySet<string> {
  return new Set(pathsOf(schema, ""));
}

function pathsOf(schema: z.core.$ZodType, at: string): string[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject)
    return Object.entries(inner.shape).flatMap(([key, child]: [string, z.core.$ZodType]) => {
      const path = at === "" ? key : `${at}.${key}`;
      return [path, ...pathsOf(child, path)];
    });
  if (inner instanceof z.ZodArray) return pathsOf(inner.element, `${at}[]`);
  if (inner instanceof z.ZodRecord) return pathsOf(inner.valueType, `${at}.*`);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => pathsOf(option, at));
  return [];
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return unwrapped(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema;
}
