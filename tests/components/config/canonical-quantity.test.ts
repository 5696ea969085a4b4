import assert from "node:assert/strict";
import fc from "fast-check";
import { parseQuantity } from "../../../components/delivery-plan/quantity";
import { canonicalQuantity } from "../../../components/config/canonical-quantity";

/** As `kubectl get -o yaml` shows what was written. */
const spellings: Readonly<Record<string, string>> = {
  "1000m": "1",
  "0.5": "500m",
  "1.5": "1500m",
  "2000": "2k",
  "1500": "1500",
  "1000000": "1M",
  "1024Mi": "1Gi",
  "1536Mi": "1536Mi",
  "0.5Gi": "512Mi",
  "0.5Ki": "512",
  "1687.5Ki": "1728k",
  "1000Ki": "1000Ki",
  "128974848": "128974848",
  "1e3": "1e3",
  "12e5": "1200e3",
  "0": "0",
  "0Mi": "0",
  "-1000m": "-1",
  many: "many",
};

describe("a quantity", () => {
  for (const [written, kept] of Object.entries(spellings))
    it(`${written} is spelt ${kept}`, () => assert.equal(canonicalQuantity(written), kept));

  it("keeps its worth, and a spelling that is Kubernetes' own", () => {
    const suffix = fc.constantFrom("", "m", "k", "M", "G", "Ki", "Mi", "Gi");
    const written = fc
      .tuple(fc.nat(4096), fc.constantFrom("", ".5", ".25"), suffix)
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(written, (quantity) => {
        const kept = canonicalQuantity(quantity);
        assert.equal(canonicalQuantity(kept), kept);
        // Less than a thousandth is asked of nobody.
        if (!/\.\d+m$/.test(quantity)) assert.equal(parseQuantity(kept, "m"), parseQuantity(quantity, "m"));
      }),
    );
  });
});
