import { ChannelError } from '#channels/channel.ts';
import type { Choice, OutboundContent } from '#contract/messages.ts';
import { LIMITS } from './limits.ts';

/**
 * Refuses what WhatsApp would refuse, before a request is spent, and names the field and the limit; Meta's own words
 * ("(#100) Invalid parameter") do not. Throws `ChannelError('never')`.
 */
export function checkLimits(content: OutboundContent): void {
  if (content.kind === 'text') {
    atMost('text', content.text, LIMITS.text);
    return;
  }
  atMost('text', content.text, LIMITS.interactiveBody);
  atMost('header', content.header, LIMITS.header);
  atMost('footer', content.footer, LIMITS.footer);
  if (content.kind === 'buttons') checkButtons(content.buttons);
  else checkList(content);
}

function checkButtons(buttons: readonly Choice[]): void {
  tooMany('buttons', buttons.length, LIMITS.buttons);
  for (const [index, button] of buttons.entries()) {
    atMost(`buttons[${index}].title`, button.title, LIMITS.buttonTitle);
    atMost(`buttons[${index}].id`, button.id, LIMITS.buttonId);
  }
  allDifferent('buttons', 'id', buttons);
  // Of buttons, Meta wants the titles to differ too; rows may share one and differ in their description.
  allDifferent('buttons', 'title', buttons);
}

function checkList(content: Extract<OutboundContent, { kind: 'list' }>): void {
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
  const rows = content.sections.flatMap((section) => section.rows);
  tooMany('rows', rows.length, LIMITS.rows, 'sections');
  allDifferent('rows', 'id', rows, 'sections');
}

function checkRow(path: string, row: Choice): void {
  atMost(`${path}.title`, row.title, LIMITS.rowTitle);
  atMost(`${path}.description`, row.description, LIMITS.rowDescription);
  atMost(`${path}.id`, row.id, LIMITS.rowId);
}

function atMost(field: string, value: string | undefined, limit: number): void {
  if (value === undefined || value.length <= limit) return;
  refuse(
    field,
    'too_long',
    `${field} has ${value.length} characters; WhatsApp allows ${limit}.`,
    'Shorten it, or send it in several messages.',
  );
}

function tooMany(things: string, count: number, limit: number, field = things): void {
  if (count > limit) refuse(field, 'too_many', `There are ${count} ${things}; WhatsApp allows ${limit}.`, 'Offer fewer choices.');
}

function allDifferent(things: string, property: 'id' | 'title', choices: readonly Choice[], field = things): void {
  if (new Set(choices.map((choice) => choice[property])).size === choices.length) return;
  refuse(
    field,
    'not_different',
    `Two of the ${things} have the same ${property}; WhatsApp wants them to differ.`,
    `Give each its own ${property}.`,
  );
}

function refuse(field: string, word: string, reason: string, advice: string): never {
  throw new ChannelError('never', { code: `whatsapp.${word}`, reason, advice }, { field });
}
