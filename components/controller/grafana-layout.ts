/** A panel before it has its place. */
export interface Panel {
  readonly title: string;
  readonly description: string;
  readonly type: "timeseries" | "stat" | "table" | "bargauge";
  /** Grafana's name of it, such as `bytes`. */
  readonly unit: string;
  readonly width: 6 | 8 | 12 | 24;
  readonly stacked?: boolean;
  readonly queries: readonly Query[];
}

export interface Query {
  readonly expr: string;
  readonly legend: string;
  /** Only the newest value, for tables and single numbers. */
  readonly instant?: boolean;
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Columns of Grafana's grid. */
const COLUMNS = 24;
const HEIGHT = 8;
const source = { type: "prometheus", uid: "${datasource}" };

/** Gives each panel its place: from left to right, and on a new line where the width is used up. */
export function layOut(rows: readonly Row[]): object[] {
  const placed: object[] = [];
  let y = 0;
  for (const { title, panels } of rows) {
    placed.push(rowOf(title, y, placed.length + 1));
    y += 1;
    let x = 0;
    for (const panel of panels) {
      if (x + panel.width > COLUMNS) {
        x = 0;
        y += HEIGHT;
      }
      placed.push(panelOf(panel, { x, y, w: panel.width, h: HEIGHT }, placed.length + 1));
      x += panel.width;
    }
    y += HEIGHT;
  }
  return placed;
}

function rowOf(title: string, y: number, id: number) {
  return { id, type: "row", title, collapsed: false, gridPos: { x: 0, y, w: COLUMNS, h: 1 }, panels: [] };
}

function panelOf(panel: Panel, gridPos: object, id: number) {
  const { title, description, type, unit, queries, stacked } = panel;
  const custom = stacked === true ? { stacking: { mode: "normal" }, fillOpacity: 30 } : {};
  return {
    ...{ id, type, title, description, gridPos, datasource: source },
    fieldConfig: { defaults: { unit, min: 0, custom }, overrides: [] },
    options: type === "timeseries" ? { tooltip: { mode: "multi", sort: "desc" } } : {},
    targets: queries.map(({ expr, legend, instant }, index) => ({
      refId: String.fromCharCode("A".charCodeAt(0) + index),
      datasource: source,
      expr,
      legendFormat: legend,
      ...(instant === true && { instant: true, range: false }),
      ...(type === "table" && { format: "table" }),
    })),
  };
}
