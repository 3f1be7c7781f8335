import type { ChannelAbilities } from '#contract/channels.ts';
import type { Content } from '#contract/messages.ts';

/** A question with answers to tap, as somebody writes it. */
export interface Question {
  readonly form: 'buttons' | 'list';
  readonly text: string;
  readonly answers: readonly Answer[];
  /** Of a list: the words on the button that opens it. */
  readonly opener: string;
  readonly header: string;
  readonly footer: string;
}

export interface Answer {
  /** For the page alone: which one it is, whatever stands in it. */
  readonly key: number;
  readonly title: string;
  readonly description: string;
}

export interface QuestionLimits {
  readonly text: number;
  readonly answers: number;
  readonly title: number;
  /** null: answers of this form have none. */
  readonly description: number | null;
}

/** As far as any channel goes: contract/messages.ts. */
export const frameMax = 60;
export const openerMax = 20;

export function limitsOf(abilities: ChannelAbilities, form: Question['form']): QuestionLimits | null {
  const { buttons, list } = abilities;
  if (form === 'buttons')
    return buttons && { text: buttons.textLength, answers: buttons.count, title: buttons.titleLength, description: null };
  return list && { text: list.textLength, answers: list.rows, title: list.titleLength, description: list.descriptionLength };
}

/** The forms that a channel has; none: it takes no questions of this kind. */
export function formsOf(abilities: ChannelAbilities | null | undefined): readonly Question['form'][] {
  if (!abilities) return [];
  return (['buttons', 'list'] as const).filter((form) => limitsOf(abilities, form) !== null);
}

export const emptyAnswer = (key: number): Answer => ({ key, title: '', description: '' });

export function emptyQuestion(text: string, form: Question['form'], opener: string): Question {
  return { form, text, answers: [emptyAnswer(0), emptyAnswer(1)], opener, header: '', footer: '' };
}

/** What keeps it from being sent, in the order in which it is read; lengths and doubles are told at their place by the page. */
export function isWhole(question: Question, limits: QuestionLimits): boolean {
  const titles = given(question).map(({ title }) => title.trim());
  return (
    question.text.trim() !== '' &&
    question.text.length <= limits.text &&
    titles.length > 0 &&
    titles.length <= limits.answers &&
    titles.every((title) => title.length <= limits.title) &&
    given(question).every(({ description }) => limits.description === null || description.trim().length <= limits.description) &&
    doublesOf(question).size === 0 &&
    (question.form === 'buttons' || (question.opener.trim() !== '' && question.opener.trim().length <= openerMax)) &&
    question.header.trim().length <= frameMax &&
    question.footer.trim().length <= frameMax
  );
}

/** Answers that say the same as one before them: nobody could tell which was meant. By their keys. */
export function doublesOf({ answers }: Pick<Question, 'answers'>): ReadonlySet<number> {
  const seen = new Set<string>();
  const doubles = new Set<number>();
  for (const { key, title } of answers) {
    const words = title.trim().toLowerCase();
    if (words !== '' && seen.has(words)) doubles.add(key);
    seen.add(words);
  }
  return doubles;
}

const given = ({ answers }: Pick<Question, 'answers'>) => answers.filter(({ title }) => title.trim() !== '');

/** As the API takes it; lines that were left empty are no answers. */
export function toContent(question: Question): Content<'buttons'> | Content<'list'> {
  const { form, text, opener } = question;
  const [header, footer] = [question.header.trim(), question.footer.trim()];
  const about = { text: text.trim(), ...(header === '' ? {} : { header }), ...(footer === '' ? {} : { footer }) };
  const answers = given(question).map(({ title, description }, index) => ({
    id: `answer.${index + 1}`,
    title: title.trim(),
    ...(form === 'buttons' || description.trim() === '' ? {} : { description: description.trim() }),
  }));
  if (form === 'buttons') return { kind: 'buttons', ...about, buttons: answers };
  return { kind: 'list', ...about, button: opener.trim(), sections: [{ rows: answers }] };
}

/** One that was sent off and not taken, to be changed. */
export function fromContent(content: Content<'buttons'> | Content<'list'>): Question {
  const choices = content.kind === 'buttons' ? content.buttons : content.sections.flatMap(({ rows }) => rows);
  return {
    form: content.kind,
    text: content.text,
    answers: choices.map(({ title, description = '' }, key) => ({ key, title, description })),
    opener: content.kind === 'list' ? content.button : '',
    header: content.header ?? '',
    footer: content.footer ?? '',
  };
}

/** What was kept in the browser; undefined: nothing that can be read. */
export function readQuestion(kept: string): Question | undefined {
  try {
    const { form, text, answers, opener, header, footer } = JSON.parse(kept) as Question;
    const whole = [text, opener, header, footer, ...answers.flatMap(({ title, description }) => [title, description])];
    if (!whole.every((one) => typeof one === 'string')) return undefined;
    return { form: form === 'list' ? 'list' : 'buttons', text, opener, header, footer, answers };
  } catch {
    return undefined;
  }
}
