/** What Meta is known to refuse of a template. Without zod, for the app shows it at each letter that is typed. */

/** Authentication templates have words of Meta's own and are made in its WhatsApp Manager. */
export const templateCategories = ['UTILITY', 'MARKETING'] as const;

/** What WhatsApp takes in a template, in characters and counts. Meta, "Message templates" of the Business Management API. */
export const templateLimits = { header: 60, body: 1024, footer: 60, button: 25, url: 2000, buttons: 10, urls: 2, phones: 1 } as const;

/** As templates name theirs: "en", "en_GB". */
export const templateLanguage = /^[a-z]{2,3}(_[A-Z]{2,4})?$/;

export type TemplateButton =
  | { kind: 'quick_reply'; text: string }
  | { kind: 'url'; text: string; url: string; example?: string | undefined }
  | { kind: 'phone_number'; text: string; phone: string };

/** The words of a template: `TemplateChange` (template-draft.ts). */
export interface TemplateWords {
  readonly header: { readonly text: string; readonly example?: string | undefined } | null;
  readonly body: string;
  readonly examples: readonly string[];
  readonly footer: string | null;
  readonly buttons: readonly TemplateButton[];
}

/** Why the provider would refuse it, told before it is sent. Programs go by `code`; the app has sentences of its own. */
export interface TemplateFault {
  readonly code: string;
  /** "body", "header", "buttons[1].text". */
  readonly field: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly message: string;
}

const gap = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What stands in the gaps of a text, in order, each once: "1", "2". */
export function gapsOfDraft(text: string): string[] {
  return [...new Set([...text.matchAll(gap)].map(([, name = '']) => name))];
}

const sentences = {
  empty: '{field} is empty.',
  too_long: '{field} has {length} characters; WhatsApp takes {most}.',
  gap_name: '{field} has a gap that is no number: {gap}. Gaps are {{1}}, {{2}} and so on.',
  gap_order: 'The gaps of {field} must be numbered from {{1}} without leaving one out.',
  gap_at_end: 'A gap must not stand at the very beginning or end of the body. Put words around it.',
  gaps_touch: 'Two gaps stand next to each other. Put words between them.',
  too_many_gaps: 'There are {gaps} gaps and only {words} words. Meta wants more words around each gap.',
  one_gap: '{field} may have one gap at most.',
  no_gap: '{field} may have no gaps.',
  no_example: 'Say what may stand in {gap}: Meta decides by the example.',
  one_line: '{field} must be one line.',
  blank_lines: 'More than two empty lines follow each other in the body.',
  header_marks: 'A header may have no *, _, ~ or emoji.',
  too_many: 'There are {count} {what}; WhatsApp takes {most}.',
  same_title: 'Two buttons are both called “{title}”.',
  mixed_buttons: 'Buttons that answer must stand together, before or behind the others.',
  bad_url: '{field} must be a whole address that begins with https://.',
  url_gap: 'The address may have one gap, {{1}}, at its very end.',
  bad_phone: '{field} must be a number with its country, such as +254712345678.',
} as const;
export type TemplateFaultCode = keyof typeof sentences;

function fault(code: TemplateFaultCode, field: string, values: TemplateFault['values'] = {}): TemplateFault {
  const known = { field, ...values } as Record<string, string | number>;
  // Gaps stand in the sentences as they are written: two braces are none of ours.
  const message = sentences[code].replace(/(?<!\{)\{(\w+)\}(?!\})/g, (whole, name: string) => String(known[name] ?? whole));
  return { code, field, values, message };
}

/** Everything Meta would refuse, at once. What only Meta knows (whether the category fits, whether the words break its rules) is not in it. */
export function faultsOfTemplate({ header, body, examples, footer, buttons }: TemplateWords): TemplateFault[] {
  return [
    ...(header ? headerFaults(header) : []),
    ...bodyFaults(body, examples),
    ...(footer === null ? [] : footerFaults(footer)),
    ...buttonsFaults(buttons),
  ];
}

function lengthFaults(field: string, text: string, most: number): TemplateFault[] {
  if (text.trim() === '') return [fault('empty', field)];
  return text.length > most ? [fault('too_long', field, { length: text.length, most })] : [];
}

function headerFaults({ text, example = '' }: NonNullable<TemplateWords['header']>): TemplateFault[] {
  const gaps = gapsOfDraft(text);
  return [
    ...lengthFaults('header', text, templateLimits.header),
    ...(/\n/.test(text) ? [fault('one_line', 'header')] : []),
    ...(/[*_~`]|\p{Extended_Pictographic}/u.test(text.replace(gap, '')) ? [fault('header_marks', 'header')] : []),
    ...(gaps.length > 1 ? [fault('one_gap', 'header')] : gapFaults('header', gaps)),
    ...(gaps.length === 1 && example.trim() === '' ? [fault('no_example', 'header', { gap: '{{1}}' })] : []),
  ];
}

function gapFaults(field: string, gaps: readonly string[]): TemplateFault[] {
  const strange = gaps.find((name) => !/^[1-9][0-9]?$/.test(name));
  if (strange !== undefined) return [fault('gap_name', field, { gap: `{{${strange}}}` })];
  const numbers = gaps.map(Number).sort((one, other) => one - other);
  return numbers.some((number, index) => number !== index + 1) ? [fault('gap_order', field)] : [];
}

function bodyFaults(body: string, examples: readonly string[]): TemplateFault[] {
  const text = body.trim();
  const gaps = gapsOfDraft(text);
  const count = text.replace(gap, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return [
    ...lengthFaults('body', body, templateLimits.body),
    ...gapFaults('body', gaps),
    ...(/^\{\{[^{}]*\}\}|\{\{[^{}]*\}\}$/.test(text) ? [fault('gap_at_end', 'body')] : []),
    ...(/\}\}[\s,.;:-]*\{\{/.test(text) ? [fault('gaps_touch', 'body')] : []),
    // Meta does not say its measure: refused were texts with fewer than two words and one more for each gap.
    ...(gaps.length > 0 && count < 2 * gaps.length + 1 ? [fault('too_many_gaps', 'body', { gaps: gaps.length, words: count })] : []),
    ...(/\n{4}/.test(text) ? [fault('blank_lines', 'body')] : []),
    ...gaps.flatMap((_, index) =>
      (examples[index] ?? '').trim() === '' ? [fault('no_example', `examples[${index}]`, { gap: `{{${index + 1}}}` })] : [],
    ),
  ];
}

function footerFaults(footer: string): TemplateFault[] {
  return [
    ...lengthFaults('footer', footer, templateLimits.footer),
    ...(gapsOfDraft(footer).length > 0 ? [fault('no_gap', 'footer')] : []),
    ...(/\n/.test(footer) ? [fault('one_line', 'footer')] : []),
  ];
}

function buttonsFaults(buttons: readonly TemplateButton[]): TemplateFault[] {
  const of = (kind: TemplateButton['kind']) => buttons.filter((one) => one.kind === kind).length;
  const tooMany = (what: string, count: number, most: number) =>
    count > most ? [fault('too_many', 'buttons', { what, count, most })] : [];
  const titles = buttons.map(({ text }) => text.trim().toLowerCase());
  const twice = titles.find((title, index) => title !== '' && titles.indexOf(title) !== index);
  // Between two that answer stands another kind, or the other way about: then the row changes kind more than once.
  const changes = buttons.filter((one, index) => {
    const before = buttons[index - 1];
    return before !== undefined && (one.kind === 'quick_reply') !== (before.kind === 'quick_reply');
  }).length;
  return [
    ...tooMany('buttons', buttons.length, templateLimits.buttons),
    ...tooMany('buttons with an address', of('url'), templateLimits.urls),
    ...tooMany('buttons that call', of('phone_number'), templateLimits.phones),
    ...(twice === undefined ? [] : [fault('same_title', 'buttons', { title: twice })]),
    ...(changes > 1 ? [fault('mixed_buttons', 'buttons')] : []),
    ...buttons.flatMap((button, index) => buttonFaults(button, `buttons[${index}]`)),
  ];
}

function buttonFaults(button: TemplateButton, at: string): TemplateFault[] {
  const titled = [
    ...lengthFaults(`${at}.text`, button.text, templateLimits.button),
    ...(gapsOfDraft(button.text).length > 0 ? [fault('no_gap', `${at}.text`)] : []),
  ];
  if (button.kind === 'phone_number')
    return [...titled, ...(/^\+[1-9][0-9 ()-]{6,20}$/.test(button.phone.trim()) ? [] : [fault('bad_phone', `${at}.phone`)])];
  if (button.kind === 'quick_reply') return titled;
  const gaps = gapsOfDraft(button.url);
  return [
    ...titled,
    ...(/^https:\/\/[^\s/]+\.[^\s]+$/.test(button.url.replace(gap, 'x')) ? [] : [fault('bad_url', `${at}.url`)]),
    ...(button.url.length > templateLimits.url
      ? [fault('too_long', `${at}.url`, { length: button.url.length, most: templateLimits.url })]
      : []),
    ...(gaps.length > 0 && !(gaps.length === 1 && gaps[0] === '1' && /\{\{1\}\}$/.test(button.url)) ? [fault('url_gap', `${at}.url`)] : []),
    ...(gaps.length > 0 && (button.example ?? '').trim() === '' ? [fault('no_example', `${at}.example`, { gap: '{{1}}' })] : []),
  ];
}

/** Meta's own rule: what waits for a decision cannot be changed; what was approved keeps its category. */
export const changeableStates: readonly string[] = ['APPROVED', 'REJECTED', 'PAUSED'];
