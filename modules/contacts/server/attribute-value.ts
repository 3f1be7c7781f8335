import { z } from 'zod';
import { isStorable } from '#platform/fields.ts';
import type { AttributeValues } from '../contract.ts';

/** What a value is checked against. */
export interface AttributeForm {
  readonly type: 'text' | 'number' | 'yes_no' | 'date' | 'time' | 'choice' | 'choices';
  readonly choices: readonly string[];
  readonly maxLength: number;
}

export type Checked = { readonly value: string | number | boolean | readonly string[] } | { readonly fault: string };

const fault = (words: string): Checked => ({ fault: words });
const Instant = z.iso.datetime({ offset: true });
const Day = z.iso.date();

/** A value as it is stored: one form for each type, whoever sends it. The fault reads on from the attribute's name. */
export function checkValue(form: AttributeForm, value: AttributeValues[string]): Checked {
  switch (form.type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? { value } : fault('must be a number');
    case 'yes_no':
      return typeof value === 'boolean' ? { value } : fault('must be true or false');
    case 'choices':
      return Array.isArray(value) ? checkChoices(form, value) : fault('must be a list of choices');
    default:
      return typeof value === 'string' ? checkText(form, value) : fault('must be a text');
  }
}

function checkText(form: AttributeForm, given: string): Checked {
  const text = given.trim();
  if (text === '') return fault('must not be empty; send null to take it away');
  if (!isStorable(text)) return fault('must not hold the character NUL or half of a character');
  if (form.type === 'date') return Day.safeParse(text).success ? { value: text } : fault('must be a date such as 2026-11-20');
  if (form.type === 'time')
    return Instant.safeParse(text).success ? { value: new Date(text).toISOString() } : fault('must be a time such as 2026-11-20T14:00:00Z');
  if (form.type === 'choice') return form.choices.includes(text) ? { value: text } : fault('must be one of its choices');
  return [...text].length <= form.maxLength ? { value: text } : fault(`must have at most ${form.maxLength} characters`);
}

function checkChoices({ choices }: AttributeForm, given: readonly string[]): Checked {
  const named = new Set(given);
  if (given.some((one) => !choices.includes(one))) return fault('must hold its choices only');
  return named.size === 0 ? fault('must not be empty; send null to take it away') : { value: choices.filter((one) => named.has(one)) };
}

const yes = /^(yes|y|true|1|oui|si|sí|ndiyo|x)$/i;
const no = /^(no|n|false|0|non|hapana)$/i;

/** The same from a cell of a file, where everything is text. */
export function checkCell(form: AttributeForm, cell: string): Checked {
  const text = cell.trim();
  if (form.type === 'number') return checkValue(form, /^[-+]?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text);
  if (form.type === 'yes_no') return yes.test(text) ? { value: true } : no.test(text) ? { value: false } : fault('must be yes or no');
  if (form.type === 'choices')
    return checkValue(
      form,
      text
        .split(/[;|]/)
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    );
  return checkValue(form, text);
}
