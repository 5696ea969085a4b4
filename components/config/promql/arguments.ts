import { parametersOf, parametersOfAggregation, type ValueType } from "./functions";
import type { Node } from "./grammar";
import { fail, typeNames } from "./type-mistake";

/** A part of an expression, with its type. */
export interface Typed {
  readonly node: Node;
  readonly type: ValueType;
}

export function checkFunction(name: string, call: Node, given: readonly Typed[], query: string): void {
  const parameters = parametersOf(name);
  if (parameters !== undefined) checkArguments(name, parameters, call, given, query);
}

export function checkAggregation(name: string, call: Node, given: readonly Typed[], query: string): void {
  checkArguments(name, parametersOfAggregation(name), call, given, query);
}

function checkArguments(
  name: string,
  parameters: readonly string[],
  call: Node,
  given: readonly Typed[],
  query: string,
): void {
  const types = parameters.map(typeIn);
  const least = parameters.filter((parameter) => /\w$/.test(parameter)).length;
  const most = parameters.some((parameter) => parameter.endsWith("*")) ? Infinity : parameters.length;
  if (given.length < least || given.length > most) {
    const count = given.length === 1 ? "1 argument" : `${String(given.length)} arguments`;
    fail(query, call, `${name} does not take ${count}.`, `It is ${name}(${listOf(parameters)}).`);
  }
  for (const [index, argument] of given.entries()) {
    const type = types[index] ?? types.at(-1);
    if (type !== undefined) expectType(type, argument, name, query);
  }
}

export function expectType(type: ValueType, { node, type: found }: Typed, name: string, query: string): void {
  if (found === type) return;
  const source = query.slice(node.from, node.to);
  const reason = `${name} needs ${typeNames[type]}, and this is ${typeNames[found]}.`;
  fail(query, node, reason, wayOut(type, found, node, source));
}

function wayOut(type: ValueType, found: ValueType, node: Node, source: string): string {
  if (type === "matrix" && found === "vector") {
    return node.name === "VectorSelector"
      ? `Write ${source}[5m], or another range.`
      : "Write [5m:] behind it, or another range with a colon.";
  }
  if (type === "vector" && found === "matrix") return "Make one value of the range first: rate(...), say.";
  if (type === "vector" && found === "scalar") return `Write vector(${source}).`;
  if (type === "scalar" && found === "vector") return "Write a number, or scalar(...).";
  return type === "string" ? "Put it in quotes." : "Look at the order of the arguments.";
}

function typeIn(parameter: string): ValueType | undefined {
  return (["scalar", "vector", "matrix", "string"] as const).find((type) => parameter.startsWith(type));
}

function listOf(parameters: readonly string[]): string {
  return parameters
    .map((parameter) => {
      const type = typeIn(parameter);
      const name = type === undefined ? parameter : typeNames[type].replace(/^an? /, "");
      return parameter.endsWith("*") ? `${name}...` : parameter.endsWith("?") ? `${name} or nothing` : name;
    })
    .join(", ");
}
