/** What was asked for is not there. The message is for a person, and says what there is. */
export class LoadError extends Error {
  override readonly name = "LoadError";
}
