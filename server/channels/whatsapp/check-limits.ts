import type { Choice, Content, OutboundContent, OutboundKind } from '#contract/messages.ts';
import { checkTemplate } from './check-template.ts';
import { LIMITS } from './limits.ts';
import { allDifferent, atMost, refuse, tooMany } from './refuse.ts';

/**
 * Refuses what WhatsApp would refuse, before a request is spent, and names the field and the limit; Meta's own words
 * ("(#100) Invalid parameter") do not. Throws `ChannelError('never')`.
 */
export function checkLimits(content: OutboundContent): void {
  const check = CHECKS[content.kind] as (content: never) => void;
  check(content as never);
}

type Checks = { readonly [Kind in OutboundKind]: (content: Content<Kind>) => void };

const nothing = () => undefined;
const CHECKS: Checks = {
  text: ({ text }) => atMost('text', text, LIMITS.text),
  buttons: (content) => {
    checkFrame(content);
    checkButtons(content.buttons);
  },
  list: (content) => {
    checkFrame(content);
    checkList(content);
  },
  url: (content) => {
    checkFrame(content);
    atMost('button', content.button, LIMITS.urlButton);
  },
  location_request: checkFrame,
  form: (content) => {
    checkFrame(content);
    atMost('button', content.button, LIMITS.formButton);
    checkForm(content);
  },
  image: checkCaption,
  video: checkCaption,
  document: checkCaption,
  audio: nothing,
  sticker: nothing,
  location: nothing,
  contacts: nothing,
  reaction: checkEmoji,
  template: checkTemplate,
};

function checkFrame({ text, header, footer }: { text: string; header?: string | undefined; footer?: string | undefined }): void {
  atMost('text', text, LIMITS.interactiveBody);
  atMost('header', header, LIMITS.header);
  atMost('footer', footer, LIMITS.footer);
}

function checkCaption({ text }: { text?: string | undefined }): void {
  atMost('text', text, LIMITS.caption);
}

/** Null takes it back. What Unicode will add later counts too: its places are set apart already. */
function checkEmoji({ emoji }: Content<'reaction'>): void {
  if (emoji === null) return;
  const one = [...new Intl.Segmenter().segment(emoji)].length === 1;
  if (one && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(emoji)) return;
  refuse(
    'emoji',
    'no_emoji',
    'emoji is not one emoji; WhatsApp takes nothing else as a reaction.',
    'Give exactly one emoji, or null to take it back.',
  );
}

/** Data is for the screen that is named. Meta refuses an empty object. */
function checkForm({ screen, data }: Content<'form'>): void {
  if (data === undefined) return;
  if (screen === undefined) {
    refuse('data', 'no_screen', 'data is given without a screen to show it on.', 'Name the screen, or leave data out.');
  }
  if (Object.keys(data).length === 0) refuse('data', 'empty', 'data is empty; WhatsApp wants at least one value.', 'Leave data out.');
}

function checkButtons(buttons: readonly Choice[]): void {
  tooMany('buttons', buttons.length, LIMITS.buttons);
  for (const [index, button] of buttons.entries()) {
    atMost(`buttons[${index}].title`, button.title, LIMITS.buttonTitle);
    atMost(`buttons[${index}].id`, button.id, LIMITS.buttonId);
  }
  const placed = buttons.map((choice, index) => ({ choice, path: `buttons[${index}]` }));
  allDifferent('id', placed);
  // Of buttons, Meta wants the titles to differ too; rows may share one and differ in their description.
  allDifferent('title', placed);
}

function checkList(content: Content<'list'>): void {
  atMost('button', content.button, LIMITS.listButton);
  tooMany('sections', content.sections.length, LIMITS.sections);
  for (const [index, section] of content.sections.entries()) {
    atMost(`sections[${index}].title`, section.title, LIMITS.sectionTitle);
    if (content.sections.length > 1 && !section.title) {
      refuse(
        `sections[${index}].title`,
        'section_title_missing',
        `sections[${index}] has no title; WhatsApp wants one when there are several sections.`,
        'Give each section a title.',
      );
    }
    for (const [place, row] of section.rows.entries()) checkRow(`sections[${index}].rows[${place}]`, row);
  }
  const rows = content.sections.flatMap((section, index) =>
    section.rows.map((choice, place) => ({ choice, path: `sections[${index}].rows[${place}]` })),
  );
  tooMany('rows', rows.length, LIMITS.rows, 'sections');
  allDifferent('id', rows);
}

function checkRow(path: string, row: Choice): void {
  atMost(`${path}.title`, row.title, LIMITS.rowTitle);
  atMost(`${path}.description`, row.description, LIMITS.rowDescription);
  atMost(`${path}.id`, row.id, LIMITS.rowId);
}
