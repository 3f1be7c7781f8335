import { GraphError } from './graph-error.ts';

/** Looking at the fields of a request, with Meta's codes for what is wrong: 131008 missing, 131009 out of bounds. */

export type Fields = Readonly<Record<string, unknown>>;

export function list(holder: Fields, name: string, most: number): readonly unknown[] {
  const value = required(holder, name, 'action');
  if (!Array.isArray(value) || value.length === 0 || value.length > most)
    throw invalid(name, `Invalid ${name} count. Min allowed: 1, Max allowed: ${most}`);
  return value;
}

export function text(holder: unknown, name: string, most: number, called = name): string {
  const value = fields(holder, called)[name];
  if (value === undefined) throw missing(called);
  if (typeof value !== 'string') throw invalid(called);
  if (value.length === 0 || value.length > most) throw invalid(called, `${called} length invalid. Min length: 1, Max length: ${most}`);
  return value;
}

export function different(values: readonly string[], called: string): void {
  if (new Set(values).size !== values.length) throw invalid(called, `${called} must be unique`);
}

export function required(holder: Fields, name: string, path?: string): unknown {
  const value = holder[name];
  if (value === undefined || value === null) throw missing(path === undefined ? name : `${path}.${name}`);
  return value;
}

export function fields(value: unknown, called: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(called);
  return value as Fields;
}

export function missing(parameter: string): GraphError {
  return new GraphError(131008, 'Required parameter is missing', { details: `Parameter ${parameter} is missing` });
}

export function invalid(parameter: string, details = `Parameter ${parameter} is not valid`): GraphError {
  return new GraphError(131009, 'Parameter value is not valid', { details });
}
