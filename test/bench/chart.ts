/** A line of a chart: its name, its colour, and its points. */
export interface Line {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const width = 640;
const height = 360;
const left = 56;
const right = 150;
const top = 36;
const bottom = 44;

/** An SVG with lines over logarithmic axes. */
export function chart(title: string, across: string, up: string, lines: readonly Line[]): string {
  const points = lines.flatMap((line) => line.points);
  const x = scale(
    points.map(([value]) => value),
    left,
    width - right,
  );
  const y = scale(
    points.map(([, value]) => value),
    height - bottom,
    top,
  );
  const grid = [
    ...x.ticks.map((at) => `<path d="M${x.of(at)} ${top}V${height - bottom}"/>`),
    ...y.ticks.map((at) => `<path d="M${left} ${y.of(at)}H${width - right}"/>`),
  ];
  const labels = [
    ...x.ticks.map((at) => `<text x="${x.of(at)}" y="${height - bottom + 16}" text-anchor="middle">${at}</text>`),
    ...y.ticks.map((at) => `<text x="${left - 6}" y="${y.of(at) + 4}" text-anchor="end">${at}</text>`),
    `<text x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">${across}</text>`,
    `<text x="8" y="${top - 14}">${up}</text>`,
    `<text x="${width / 2}" y="16" text-anchor="middle" font-weight="bold">${title}</text>`,
  ];
  const drawn = lines.map(({ name, colour, points: own }) => {
    const path = own.map(([across, up], nth) => `${nth === 0 ? "M" : "L"}${x.of(across)} ${y.of(up)}`).join("");
    const dots = own.map(([across, up]) => `<circle cx="${x.of(across)}" cy="${y.of(up)}" r="3" fill="${colour}"/>`);
    const [endX = 0, endY = 0] = own.at(-1) ?? [];
    const label = `<text x="${x.of(endX) + 8}" y="${y.of(endY) + 4}" fill="${colour}">${name}</text>`;
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join("")}${label}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    `<g stroke="#ddd" fill="none">${grid.join("")}</g>`,
    ...labels,
    ...drawn,
    "</svg>\n",
  ].join("\n");
}

/** A logarithmic axis between two places, with a tick at each power of ten. */
function scale(
  values: readonly number[],
  from: number,
  to: number,
): { of: (value: number) => number; ticks: number[] } {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const of = (value: number) => Math.round(from + ((Math.log10(value) - low) / (high - low)) * (to - from));
  return { of, ticks: Array.from({ length: high - low + 1 }, (_, nth) => 10 ** (low + nth)) };
}
