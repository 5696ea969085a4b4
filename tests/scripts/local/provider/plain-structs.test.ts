import assert from "node:assert/strict";
import fc from "fast-check";
import { BinaryReader, BinaryWriter } from "google-protobuf";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import {
  type Fields,
  plainStruct,
  readStruct,
  writeStruct,
} from "../../../../scripts/local/provider/plain-structs";

const read = (bytes: Uint8Array) => readStruct(new Struct(), new BinaryReader(bytes)).toJavaScript();

function written(fields: Fields): Uint8Array {
  const writer = new BinaryWriter();
  writeStruct(plainStruct(fields), writer);
  return writer.getResultBuffer();
}

/** Any JSON object; the library itself loses the name of a prototype. */
const objects = fc
  .dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }))
  .map((fields) => JSON.parse(JSON.stringify(fields).replaceAll("__proto__", "proto")) as Fields);

describe("messages of the engine as plain values", () => {
  it("are read as the library writes them", () => {
    fc.assert(
      fc.property(objects, (fields) => {
        assert.deepEqual(
          read(Struct.fromJavaScript(JSON.parse(JSON.stringify(fields))).serializeBinary()),
          fields,
        );
      }),
    );
  });

  it("are written as the library reads them", () => {
    fc.assert(
      fc.property(objects, (fields) => {
        assert.deepEqual(Struct.deserializeBinary(written(fields)).toJavaScript(), fields);
      }),
    );
  });

  it("go over what is not known yet", () => {
    // A field 9 (a text) in the struct, in its entry and in the value of the entry.
    const unknown = [0x4a, 1, 0x78];
    const value = [...unknown, 0x1a, 1, 0x79];
    const entry = [...unknown, 0x0a, 1, 0x6b, 0x12, value.length, ...value];
    assert.deepEqual(read(Uint8Array.from([...unknown, 0x0a, entry.length, ...entry])), { k: "y" });
  });
});
