/** What the sales system reported: it follows the sale and is not ended by hand. */
export function isRecognised(association: { id: string }): boolean {
  return association.id.startsWith("channel/");
}
