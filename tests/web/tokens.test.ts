import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Every pair of colours that text is drawn with can be read, in both themes (WCAG 2.2, 1.4.3 and 1.4.11). */

const css = readFileSync(join(import.meta.dirname, '../../web/ui/tokens.css'), 'utf8');

type Rgb = readonly [number, number, number];
const colours = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\);/g)].map(([, name, light, dark]) => [
    name as string,
    { light: toRgb(light as string), dark: toRgb(dark as string) },
  ]),
);

/** OKLCH to linear sRGB (https://www.w3.org/TR/css-color-4/#color-conversion-code), clipped to what a screen shows. */
function toRgb(oklch: string): Rgb {
  const [lightness = 0, chroma = 0, hue = 0] = oklch.split(/[ /]+/).map(Number);
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function contrast(one: Rgb, other: Rgb): number {
  const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const colour = (name: string, theme: 'light' | 'dark'): Rgb => {
  const found = colours.get(name);
  if (!found) throw new Error(`tokens.css has no colour ${name}, or writes it in another form.`);
  return found[theme];
};

const grounds = ['paper', 'raised', 'sunken'];
const inks = ['ink', 'muted', 'acacia', 'clay', 'ember', 'amber', 'leaf'];
const soft = ['acacia', 'clay', 'ember', 'amber', 'leaf'];
const text = [
  ...grounds.flatMap((ground) => inks.map((ink) => [ink, ground])),
  ...soft.flatMap((name) => [
    [name, `${name}-soft`],
    ['ink', `${name}-soft`],
  ]),
  ['muted', 'acacia-soft'],
  ['on-acacia', 'acacia'],
  ['on-ember', 'ember'],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(text)('%s on %s can be read: 4.5 to 1', (ink = '', ground = '') => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  const signs = ['edge', 'chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5'];
  const labels = [...colours.keys()].filter((name) => name.startsWith('label-'));
  it.each([...signs, ...labels])('%s can be seen: 3 to 1', (name) => {
    for (const ground of ['paper', 'raised']) expect(contrast(colour(name, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});

it('the anchors are what was decided', () => {
  // Known contrasts, so that the arithmetic itself is proven: black on white, and #767676, the lightest grey that passes.
  expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21);
  expect(contrast(toRgb('0.5671 0 0'), [1, 1, 1])).toBeCloseTo(4.54, 1);
});
