import { quantity } from "../container";

/** YAML reads `1` as a number; the API server answers with text, which would look like drift. */
export const quantityText = quantity.transform(String);
