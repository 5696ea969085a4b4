/** Colours a text, where colours are shown. */
export type Paint = (style: keyof typeof styles, text: string) => string;

const styles = { bold: [1, 22], dim: [2, 22], green: [32, 39], yellow: [33, 39] } as const;

export const ansi: Paint = (style, text) => {
  const [on, off] = styles[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};

export const plain: Paint = (_, text) => text;
