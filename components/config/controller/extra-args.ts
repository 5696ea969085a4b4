import { z } from "zod";
import { flagOf, optionOf } from "./flag-options";

/** Arguments that no option stands for. */
export const extraArgs = z
  .array(z.string().min(1))
  .default([])
  .check(({ value, issues }) => {
    for (const [index, argument] of value.entries()) {
      const option = optionOf(argument);
      const message =
        option === undefined
          ? { version: "expected no --version, with which the controller says its version and ends" }[
              flagOf(argument) ?? ""
            ]
          : `expected the option ${option} instead, which stands for this flag`;
      if (message !== undefined) issues.push({ code: "custom", path: [index], input: argument, message });
    }
  })
  .describe(
    "More arguments of the controller's program, after those of the options. A flag that has an option is an error.",
  );
