/**
 * Something in the document that `npm run generate` cannot turn into code. Whoever catches it knows
 * the file and adds the line.
 */
export class Unsupported extends Error {
  override name = "Unsupported";

  /**
   * @param pointer The JSON pointer of the place in the document, such as `/components/schemas/Pet`.
   * @param message What is wrong there and what to do about it.
   */
  constructor(
    readonly pointer: string,
    message: string,
  ) {
    super(message);
  }
}
