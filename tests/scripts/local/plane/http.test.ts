import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

import { send } from "../../../../scripts/local/plane/http";
import { portOf } from "../../../../scripts/local/plane/ports";

describe("a request to the API server", () => {
  for (const method of ["POST", "PATCH", "DELETE"] as const)
    it(`brings its content along: ${method}`, async () => {
      const server = createServer((request, response) => {
        void text(request).then((content) => response.end(`${request.headers["content-type"]} ${content}`));
      });
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const url = `http://127.0.0.1:${String(portOf(server))}`;
      const answer = await send({ url, method, body: { a: "ä" }, contentType: "application/x+json" });
      server.close();
      assert.equal(answer.text, 'application/x+json {"a":"ä"}');
    });
});
