import type { BinaryReader } from "google-protobuf";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Fields } from "./values";

/** Field numbers of google/protobuf/struct.proto. */
const ENTRY = 1;
const KEY = 1;
const VALUE = 2;

const kinds: Readonly<Record<number, (reader: BinaryReader) => unknown>> = {
  1: (reader) => {
    reader.readEnum();
    return null;
  },
  2: (reader) => reader.readDouble(),
  3: (reader) => reader.readString(),
  4: (reader) => reader.readBool(),
  5: (reader) => nested(reader, readFields),
  6: (reader) => nested(reader, readList),
};

/**
 * Messages from the engine are read straight into plain values. The library's own way makes objects of every value, and goes
 * through all that is below it at each level: seconds for the schema of a CRD.
 */
export function readStructsAsPlainValues(): void {
  Struct.deserializeBinaryFromReader = readStruct;
}

/** Its fields are had by `toJavaScript`, and by nothing else. */
export function readStruct(struct: Struct, reader: BinaryReader): Struct {
  const fields = readFields(reader);
  Object.defineProperty(struct, "toJavaScript", { value: () => fields });
  return struct;
}

function readFields(reader: BinaryReader): Fields {
  const entries: [string, unknown][] = [];
  each(reader, (field) => {
    if (field === ENTRY) entries.push(nested(reader, readEntry));
    else reader.skipField();
  });
  return Object.fromEntries(entries);
}

function readEntry(reader: BinaryReader): [string, unknown] {
  const entry: [string, unknown] = ["", null];
  each(reader, (field) => {
    if (field === KEY) entry[0] = reader.readString();
    else if (field === VALUE) entry[1] = nested(reader, readValue);
    else reader.skipField();
  });
  return entry;
}

function readValue(reader: BinaryReader): unknown {
  let value: unknown = null;
  each(reader, (field) => {
    const read = kinds[field];
    if (read) value = read(reader);
    else reader.skipField();
  });
  return value;
}

function readList(reader: BinaryReader): unknown[] {
  const items: unknown[] = [];
  each(reader, (field) => {
    if (field === ENTRY) items.push(nested(reader, readValue));
    else reader.skipField();
  });
  return items;
}

function each(reader: BinaryReader, read: (field: number) => void): void {
  while (reader.nextField() && !reader.isEndGroup()) read(reader.getFieldNumber());
}

/** What stands in a field that is a message. */
function nested<T>(reader: BinaryReader, read: (reader: BinaryReader) => T): T {
  const found: T[] = [];
  reader.readMessage(new Struct(), () => found.push(read(reader)));
  const [value] = found;
  if (value === undefined) throw new Error("The message has no value.");
  return value;
}
