export * from "./stacks";
