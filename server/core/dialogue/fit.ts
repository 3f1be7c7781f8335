import type { Choice, Content, OutboundContent } from '#contract/messages.ts';
import type { Routing, Turn } from '#core/turn.ts';
import { cut } from './cut.ts';
import { splitText } from './split-text.ts';

/** What fitting needs of a turn. */
export type Voice = Pick<Turn, 'channel' | 'sentence'>;

/** WhatsApp: 20 characters on a reply button, 24 and 72 in a row of a list; the narrowest of our channels. */
const titleLength = { button: 20, row: 24, description: 72 } as const;
/** The text of a question, a caption, and what stands above and below: the narrowest too. */
const questionLength = 1024;
const frameLength = 60;
/** Ten of them still fit into one long SMS. */
const numberedLength = 100;

export interface Fitted {
  readonly said: readonly OutboundContent[];
  /** The choices, when their form changed and so may the way they are answered. */
  readonly offered: Routing['offered'] | null;
}

/**
 * What an assistant wants to say, in forms this channel takes. An assistant cannot be told "too long": long texts become several messages, in
 * order, too many buttons a list, too many rows numbers to type. People and programs are told instead, before anything is stored.
 */
export function fitToChannel(voice: Voice, content: OutboundContent): Fitted {
  switch (content.kind) {
    case 'text':
      return only(splitText(content.text, voice.channel.textLength).map((text) => ({ ...content, text })));
    case 'buttons':
      return fitChoices(voice, content, content.buttons);
    case 'list':
      return fitChoices(
        voice,
        content,
        content.sections.flatMap((section) => section.rows),
      );
    case 'url':
      return only(afterText(voice, { ...content, ...frameOf(content), button: cut(content.button, titleLength.button) }));
    case 'form':
      return only(afterText(voice, { ...content, ...frameOf(content), button: cut(content.button, titleLength.button) }));
    case 'location_request':
      return only(afterText(voice, content));
    case 'image':
    case 'video':
    case 'document':
      return only(withCaption(voice, content));
    default:
      return only([content]);
  }
}

function only(said: readonly OutboundContent[]): Fitted {
  return { said, offered: null };
}

type Question = Content<'buttons'> | Content<'list'>;

function fitChoices(voice: Voice, question: Question, choices: readonly Choice[]): Fitted {
  const shaped = shapeChoices(voice, question, choices);
  if (shaped.kind === 'text') {
    return { said: fitToChannel(voice, shaped).said, offered: choices.map(({ id, title }) => ({ id, title })) };
  }
  const said = afterText(voice, { ...shaped, ...frameOf(question) });
  return { said, offered: shaped.kind === question.kind ? null : choices.map(({ id, title }) => ({ id, title })) };
}

/** Buttons, a list, or numbers to type: the best the channel has for so many choices with such titles. */
export function shapeChoices(voice: Voice, question: { text: string } | Question, choices: readonly Choice[]): Question | Content<'text'> {
  const { text } = question;
  const { buttons, rows } = voice.channel.choices;
  const wantsList = 'kind' in question && question.kind === 'list';
  if (!wantsList && choices.length <= buttons && choices.every((choice) => choice.title.length <= titleLength.button)) {
    return { kind: 'buttons', text, buttons: choices.map(({ id, title }) => ({ id, title })) };
  }
  if (choices.length <= rows) {
    if (wantsList) return { ...question, sections: question.sections.map((section) => ({ ...section, rows: section.rows.map(row) })) };
    return { kind: 'list', text, button: voice.sentence('dialogue.menu.open_button'), sections: [{ rows: choices.map(row) }] };
  }
  const numbered = choices.map((choice, index) => `${index + 1}. ${cut(choice.title, numberedLength)}`).join('\n');
  return { kind: 'text', text: `${text}\n\n${numbered}\n\n${voice.sentence('dialogue.offer.number')}` };
}

/** A title too long for a row is cut, and stands whole in the description. */
function row(choice: Choice): Choice {
  if (choice.title.length <= titleLength.row) {
    return choice.description === undefined ? choice : { ...choice, description: cut(choice.description, titleLength.description) };
  }
  const description = cut(choice.description ?? choice.title, titleLength.description);
  return { id: choice.id, title: cut(choice.title, titleLength.row), description };
}

interface Frame {
  readonly header?: string | undefined;
  readonly footer?: string | undefined;
}

function frameOf({ header, footer }: Frame): Frame {
  return {
    ...(header === undefined ? {} : { header: cut(header, frameLength) }),
    ...(footer === undefined ? {} : { footer: cut(footer, frameLength) }),
  };
}

/** What does not fit beside something to tap is said before it. */
function afterText<C extends OutboundContent & { readonly text: string }>(voice: Voice, content: C): OutboundContent[] {
  if (content.text.length <= questionLength) return [content];
  const parts = splitText(content.text, questionLength);
  const last = parts.pop() ?? '';
  return [
    ...splitText(parts.join(''), voice.channel.textLength).map((text) => ({ kind: 'text' as const, text })),
    { ...content, text: last } as C,
  ];
}

/** A caption that is too long follows its picture. */
function withCaption(voice: Voice, content: Content<'image' | 'video' | 'document'>): OutboundContent[] {
  const { text } = content;
  if (text === undefined || text.length <= questionLength) return [content];
  const file: OutboundContent = { ...content };
  delete file.text;
  return [file, ...splitText(text, voice.channel.textLength).map((part) => ({ kind: 'text' as const, text: part }))];
}
