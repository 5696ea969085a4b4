import assert from "node:assert/strict";
import fc from "fast-check";
import { BinaryReader } from "google-protobuf";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { readStruct } from "../../../../scripts/local/provider/plain-structs";
import { type Fields, toStruct } from "../../../../scripts/local/provider/values";

const read = (bytes: Uint8Array) => readStruct(new Struct(), new BinaryReader(bytes)).toJavaScript();

describe("messages of the engine as plain values", () => {
  it("are what the library itself reads", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (fields) => {
        const sent = JSON.parse(JSON.stringify(fields).replaceAll("__proto__", "proto")) as Fields;
        const bytes = toStruct(sent).serializeBinary();
        assert.deepEqual(read(bytes), Struct.deserializeBinary(bytes).toJavaScript());
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
