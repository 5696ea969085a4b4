/** One curve or cloud of a plot. */
export interface Series {
  readonly label: string;
  readonly color: string;
  /** A line through the points, a dashed one, or the points alone. */
  readonly as: "line" | "dashes" | "dots" | "rings";
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  readonly title: string;
  readonly x: { readonly label: string; readonly ticks: readonly number[] };
  /** Logarithmic: the ticks are in equal ratios. */
  readonly y: { readonly label: string; readonly ticks: readonly number[] };
  readonly series: readonly Series[];
}

const size = { width: 860, height: 520 };
const frame = { left: 90, right: 250, top: 50, bottom: 60 };
const inner = {
  width: size.width - frame.left - frame.right,
  height: size.height - frame.top - frame.bottom,
};
const ink = "#333";
const grid = "#ddd";

/** An SVG that stands for itself: axes with ticks, a grid, and a legend beside it. */
export function plotSvg({ title, x, y, series }: Plot): string {
  const scale = scaleOf(x.ticks, y.ticks);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="13" fill="${ink}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${size.width}" height="${size.height}" fill="white"/>`,
    text(frame.left, 28, title, { size: 16, anchor: "start" }),
    ...y.ticks.flatMap((tick) => [
      line(frame.left, scale.y(tick), frame.left + inner.width, scale.y(tick), grid),
      text(frame.left - 8, scale.y(tick) + 4, tick.toLocaleString("en"), { anchor: "end" }),
    ]),
    ...x.ticks.flatMap((tick) => [
      line(scale.x(tick), frame.top + inner.height, scale.x(tick), frame.top + inner.height + 6, ink),
      text(scale.x(tick), frame.top + inner.height + 22, tick.toLocaleString("en"), {}),
    ]),
    `<rect x="${frame.left}" y="${frame.top}" width="${inner.width}" height="${inner.height}" fill="none" stroke="${ink}"/>`,
    text(frame.left + inner.width / 2, size.height - 14, x.label, {}),
    `<g transform="rotate(-90 22 ${frame.top + inner.height / 2})">${text(22, frame.top + inner.height / 2, y.label, {})}</g>`,
    ...series.map((one) => curve(one, scale)),
    ...series.map((one, index) => legend(one, index)),
    "</svg>",
  ].join("\n")}\n`;
}

type Scale = ReturnType<typeof scaleOf>;

function scaleOf(xTicks: readonly number[], yTicks: readonly number[]) {
  const [xLow, xHigh] = [Math.min(...xTicks), Math.max(...xTicks)];
  const [yLow, yHigh] = [Math.min(...yTicks), Math.max(...yTicks)];
  return {
    x: (value: number) => rounded(frame.left + (inner.width * (value - xLow)) / (xHigh - xLow)),
    y: (value: number) => {
      const part = Math.log(value / yLow) / Math.log(yHigh / yLow);
      return rounded(frame.top + inner.height * (1 - part));
    },
  };
}

function curve({ as, color, points }: Series, scale: Scale): string {
  const places = points.map(([x, y]) => [scale.x(x), scale.y(y)] as const);
  if (as === "dots" || as === "rings") return places.map(([x, y]) => mark(x, y, color, as)).join("\n");
  const path = places.map(([x, y]) => `${x},${y}`).join(" ");
  return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"${dashes(as)}/>`;
}

function legend({ label, color, as }: Series, index: number): string {
  const x = frame.left + inner.width + 20;
  const y = frame.top + 14 + index * 26;
  const sample =
    as === "dots" || as === "rings"
      ? mark(x + 14, y, color, as)
      : `<line x1="${x}" y1="${y}" x2="${x + 28}" y2="${y}" stroke="${color}" stroke-width="2"${dashes(as)}/>`;
  return `${sample}\n${text(x + 38, y + 4, label, { anchor: "start" })}`;
}

function mark(x: number, y: number, color: string, as: "dots" | "rings"): string {
  const fill = as === "dots" ? color : "white";
  return `<circle cx="${x}" cy="${y}" r="4.5" fill="${fill}" stroke="${color}" stroke-width="2"/>`;
}

function dashes(as: Series["as"]): string {
  return as === "dashes" ? ' stroke-dasharray="6 5"' : "";
}

function line(x1: number, y1: number, x2: number, y2: number, color: string): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${color}"/>`;
}

function text(
  x: number,
  y: number,
  content: string,
  { anchor = "middle", size = 13 }: { readonly anchor?: "start" | "middle" | "end"; readonly size?: number },
): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${size}">${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
