import type { BinaryReader, BinaryWriter } from "google-protobuf";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A JSON object whose fields are not known. */
export type Fields = Record<string, unknown>;

/** Field numbers of google/protobuf/struct.proto. */
const ENTRY = 1;
const KEY = 1;
const VALUE = 2;

const readers: Readonly<Record<number, (reader: BinaryReader) => unknown>> = {
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
 * Messages of the engine are read straight into plain values, and written straight from them. The library's own way makes
 * objects of every value, and goes through all that is below it at each level: seconds for the schema of a CRD.
 */
export function keepStructsPlain(): void {
  Struct.deserializeBinaryFromReader = readStruct;
  Struct.serializeBinaryToWriter = writeStruct;
}

export function readStruct(struct: Struct, reader: BinaryReader): Struct {
  return plainStruct(readFields(reader), struct);
}

/** Its fields are had by `toJavaScript`, and by nothing else. */
export function plainStruct(fields: Fields, struct = new Struct()): Struct {
  Object.defineProperty(struct, "toJavaScript", { value: () => fields });
  return struct;
}

export function writeStruct(struct: Struct, writer: BinaryWriter): void {
  writeFields(struct.toJavaScript(), writer);
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
    const read = readers[field];
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

function writeFields(fields: object, writer: BinaryWriter): void {
  const entries: [string, unknown][] = Object.entries(fields);
  for (const [key, value] of entries)
    within(writer, ENTRY, () => {
      writer.writeString(KEY, key);
      within(writer, VALUE, () => writeValue(value, writer));
    });
}

function writeValue(value: unknown, writer: BinaryWriter): void {
  if (typeof value === "number") writer.writeDouble(2, value);
  else if (typeof value === "string") writer.writeString(3, value);
  else if (typeof value === "boolean") writer.writeBool(4, value);
  else if (Array.isArray(value)) within(writer, 6, () => writeList(value, writer));
  else if (typeof value === "object" && value !== null) within(writer, 5, () => writeFields(value, writer));
  else writer.writeEnum(1, 0);
}

function writeList(items: readonly unknown[], writer: BinaryWriter): void {
  for (const item of items) within(writer, ENTRY, () => writeValue(item, writer));
}

function within(writer: BinaryWriter, field: number, write: () => void): void {
  writer.writeMessage(field, {}, write);
}
