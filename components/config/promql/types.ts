import { checkAggregation, checkFunction, expectType, type Typed } from "./arguments";
import { resultOf, type ValueType } from "./functions";
import { childrenOf, type Node, type Tree } from "./grammar";
import type { PromqlMistake } from "./mistake";
import { fail, TypeMistake, typeNames } from "./type-mistake";

/** The type of a query without syntax mistakes, or what is wrong with the types in it. */
export type Typing =
  | { readonly type: ValueType; readonly mistake?: never }
  | { readonly type?: never; readonly mistake: PromqlMistake };

export function typingOf(query: string, tree: Tree): Typing {
  try {
    return { type: typeOf(expressionIn(tree.topNode), query) };
  } catch (error) {
    if (error instanceof TypeMistake) return { mistake: error.mistake };
    throw error;
  }
}

type TypeOf = (node: Node, query: string) => ValueType;

const asInside: TypeOf = (node, query) => typeOf(expressionIn(node), query);

const typed: Readonly<Record<string, TypeOf>> = {
  NumberDurationLiteral: () => "scalar",
  StringLiteral: () => "string",
  VectorSelector: () => "vector",
  MatrixSelector: typeOfRange,
  SubqueryExpr: (node, query) => {
    expectType("vector", typedIn(node, query), "A subquery", query);
    return "matrix";
  },
  OffsetExpr: asInside,
  StepInvariantExpr: asInside,
  AnchoredExpr: asInside,
  SmoothedExpr: asInside,
  ParenExpr: asInside,
  UnaryExpr: (node, query) => operand(expressionIn(node), query, textOf(node.firstChild, query)),
  BinaryExpr: typeOfOperation,
  AggregateExpr: (node, query) => {
    checkAggregation(textOf(node.firstChild, query), node, argumentsOf(node, query), query);
    return "vector";
  },
  FunctionCall: (node, query) => {
    const name = textOf(node.firstChild, query);
    checkFunction(name, node, argumentsOf(node, query), query);
    return resultOf(name);
  },
};

function typeOf(node: Node, query: string): ValueType {
  return typed[node.name]?.(node, query) ?? "vector";
}

function typedIn(node: Node, query: string): Typed {
  const inner = expressionIn(node);
  return { node: inner, type: typeOf(inner, query) };
}

function isExpression({ name }: Node): boolean {
  return Object.hasOwn(typed, name);
}

function expressionIn(node: Node): Node {
  return childrenOf(node).find(isExpression) ?? node;
}

function argumentsOf(call: Node, query: string): Typed[] {
  const body = childrenOf(call).find(({ name }) => name === "FunctionCallBody") ?? call;
  return childrenOf(body)
    .filter(isExpression)
    .map((node) => ({ node, type: typeOf(node, query) }));
}

function textOf(node: Node | null, query: string): string {
  return node === null ? "" : query.slice(node.from, node.to);
}

function typeOfRange(node: Node, query: string): ValueType {
  const inner = expressionIn(node);
  typeOf(inner, query);
  if (inner.name === "VectorSelector") return "matrix";
  // The grammar takes a sign before a range for a part of what the range is of.
  if (["BinaryExpr", "UnaryExpr"].includes(inner.name)) {
    const last = childrenOf(inner).filter(isExpression).at(-1) ?? inner;
    return fail(query, last, ...misplaced("matrix", "An operator"));
  }
  const range = query.slice(inner.to, node.to).replace(/\s*\]$/, ":]");
  return fail(
    query,
    inner,
    "A range of something that is computed has a colon.",
    `Write ${range} behind it.`,
  );
}

const comparisons = ["==", "!=", ">", "<", ">=", "<="];
const setOperators = ["and", "or", "unless"];

function typeOfOperation(node: Node, query: string): ValueType {
  const [left = node, sign = node, ...others] = childrenOf(node);
  const right = others.at(-1) ?? node;
  const operator = textOf(sign, query);
  const isScalar = [left, right].map((one) => operand(one, query, operator) === "scalar");
  if (setOperators.includes(operator.toLowerCase()) && isScalar.includes(true)) {
    const scalar = isScalar[0] === true ? left : right;
    const reason = `${operator} stands between instant vectors, and this is a scalar.`;
    fail(query, scalar, reason, `Write vector(${textOf(scalar, query)}).`);
  }
  if (isScalar.includes(false)) return "vector";
  if (comparisons.includes(operator) && !others.some(({ name }) => name === "BoolModifier")) {
    const reason = "Two scalars cannot be compared without bool.";
    fail(query, sign, reason, `Write ${operator} bool: 1 where it is so, else 0.`);
  }
  return "scalar";
}

function operand(node: Node, query: string, operator: string): "scalar" | "vector" {
  const type = typeOf(node, query);
  if (type === "scalar" || type === "vector") return type;
  return fail(query, node, ...misplaced(type, operator));
}

function misplaced(type: "matrix" | "string", operator: string): [reason: string, hint: string] {
  return [
    `${operator} cannot be used with ${typeNames[type]}.`,
    type === "matrix" ? "Make one value of the range first: rate(...), say." : "Take it out.",
  ];
}
