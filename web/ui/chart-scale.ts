/** The end of an axis: the next 1, 2, 4, 5 or 10 of its size, so that its steps are numbers people say. */
export function niceTop(most: number): number {
  if (most <= 4) return 4;
  const size = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 4, 5, 10].find((step) => step * size >= most) ?? 10) * size;
}

/** Where lines are drawn: nought, the end and what lies between. */
export function stepsOf(top: number): number[] {
  const parts = top % 4 === 0 ? 4 : 5;
  return Array.from({ length: parts + 1 }, (_, index) => (top * index) / parts).filter((_, index) => parts === 5 || index % 2 === 0);
}

export function linePath(values: readonly number[], { x, y }: { x: (index: number) => number; y: (value: number) => number }): string {
  return values.map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join('');
}
