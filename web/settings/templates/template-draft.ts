import type { ChannelTemplate } from '#contract/channels.ts';
import type { TemplateChange } from '#contract/template-draft.ts';
import { changeableStates, faultsOfTemplate, gapsOfDraft, type TemplateButton, type TemplateFault } from '#contract/template-faults.ts';

export interface Draft extends TemplateChange {
  readonly name: string;
  readonly language: string;
}

export const emptyDraft: Draft = {
  name: '',
  language: 'en',
  category: 'UTILITY',
  header: null,
  body: '',
  examples: [],
  footer: null,
  buttons: [],
};

/** What was written here; of one that was made elsewhere as much as the provider tells, which has no examples. */
export function draftOf({ name, language, category, text, draft }: ChannelTemplate): Draft {
  if (draft) return { name, language, ...draft };
  const buttons = (text?.buttons ?? []).flatMap(({ kind, text: title, url }): TemplateButton[] => {
    if (kind === 'url') return [{ kind, text: title ?? '', url: url ?? '' }];
    return kind === 'quick_reply' ? [{ kind, text: title ?? '' }] : kind === 'phone_number' ? [{ kind, text: title ?? '', phone: '' }] : [];
  });
  return {
    name,
    language,
    category: category === 'MARKETING' ? 'MARKETING' : 'UTILITY',
    header: text?.header?.kind === 'text' ? { text: text.header.text ?? '' } : null,
    body: text?.body ?? '',
    examples: [],
    footer: text?.footer ?? null,
    buttons,
  };
}

/** Why it can only be looked at; null: it can be changed. */
export function fixedBecause({ status, text }: Pick<ChannelTemplate, 'status' | 'text'>): 'deciding' | 'more' | null {
  if (!changeableStates.includes(status ?? '')) return 'deciding';
  return !text || (text.header && text.header.kind !== 'text') || text.cards.length > 0 || text.offer ? 'more' : null;
}

/** As names of templates are: "Visit reminder" is visit_reminder. */
export function nameFrom(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
    .replace(/[^a-z0-9_]/g, '')
    .slice(0, 512);
}

/** A gap where the caret stands, numbered behind those there are. Returns the text and where the caret is then. */
export function withGap(text: string, at: number): { text: string; at: number } {
  const next = Math.max(0, ...gapsOfDraft(text).map(Number).filter(Number.isFinite)) + 1;
  const gap = `{{${next}}}`;
  return { text: text.slice(0, at) + gap + text.slice(at), at: at + gap.length };
}

/** With the examples in its gaps, as a contact would read it. */
export function filledIn(text: string, examples: readonly string[]): string {
  return text.replace(/\{\{\s*(\d+)\s*\}\}/g, (gap, number: string) => examples[Number(number) - 1]?.trim() || gap);
}

/** The name and what else Meta would refuse, by field. What nobody has written yet is told only after the first try. */
export function faultsBy(draft: Draft, tried: boolean): ReadonlyMap<string, TemplateFault> {
  const found = new Map<string, TemplateFault>();
  for (const fault of faultsOfTemplate(draft)) {
    const unwritten = fault.code === 'empty' || fault.code === 'no_example' || fault.code === 'bad_url' || fault.code === 'bad_phone';
    if ((tried || !unwritten) && !found.has(fault.field)) found.set(fault.field, fault);
  }
  return found;
}

/** As it is sent: without the examples of gaps that are gone, and without what was left empty. */
export function toChange({ category, header, body, examples, footer, buttons }: Draft): TemplateChange {
  return {
    category,
    header: header && {
      text: header.text.trim(),
      ...(gapsOfDraft(header.text).length > 0 ? { example: header.example?.trim() ?? '' } : {}),
    },
    body: body.trim(),
    examples: examples.slice(0, gapsOfDraft(body).length).map((one) => one.trim()),
    footer: footer === null || footer.trim() === '' ? null : footer.trim(),
    buttons: [...buttons],
  };
}
