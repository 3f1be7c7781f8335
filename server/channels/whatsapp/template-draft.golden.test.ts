import { expect, it } from 'vitest';
import { TemplateChange } from '#contract/template-draft.ts';
import { faultsOfTemplate } from '#contract/template-faults.ts';

const faults = (given: object) =>
  faultsOfTemplate(TemplateChange.parse({ category: 'UTILITY', body: 'Your visit is on Monday.', ...given })).map(
    ({ code, field }) => `${field}: ${code}`,
  );

it('finds nothing in a template as Meta likes it', () => {
  const visit = {
    header: { text: 'Visit at {{1}}', example: 'Nuru Clinic' },
    body: 'Hello {{1}}, we expect you on {{2}}. Bring your card, please.',
    examples: ['Amina', 'Monday'],
    footer: 'Reply STOP to hear no more.',
    buttons: [
      { kind: 'quick_reply', text: 'I will come' },
      { kind: 'quick_reply', text: 'Another day' },
      { kind: 'url', text: 'The way', url: 'https://clinic.example/way/{{1}}', example: 'nairobi' },
      { kind: 'phone_number', text: 'Call us', phone: '+254 712 345678' },
    ],
  };
  expect(faults(visit)).toEqual([]);
});

it.each<[string, object, string[]]>([
  ['an empty body', { body: ' ' }, ['body: empty']],
  ['a long body', { body: 'a '.repeat(513) }, ['body: too_long']],
  ['a gap at the beginning', { body: '{{1}}, your visit is on Monday at nine.', examples: ['Amina'] }, ['body: gap_at_end']],
  ['a gap at the end', { body: 'Your visit to us is on {{1}}', examples: ['Monday'] }, ['body: gap_at_end']],
  ['gaps that touch', { body: 'Hello dear {{1}} {{2}}, your visit is on Monday.', examples: ['A', 'B'] }, ['body: gaps_touch']],
  ['a number left out', { body: 'Hello {{1}}, your visit is on {{3}} at nine.', examples: ['A', 'B'] }, ['body: gap_order']],
  ['a gap with a name', { body: 'Hello {{name}}, your visit is on Monday.', examples: ['A'] }, ['body: gap_name']],
  ['too few words', { body: 'Hi {{1}} at {{2}}!', examples: ['A', 'B'] }, ['body: too_many_gaps']],
  ['no example', { body: 'Hello {{1}}, your visit is on Monday.', examples: [' '] }, ['examples[0]: no_example']],
  ['a loud header', { header: { text: '*News* 🎉' } }, ['header: header_marks']],
  ['a header of two lines', { header: { text: 'News\nof us' } }, ['header: one_line']],
  ['two gaps in the header', { header: { text: '{{1}} and {{2}}', example: 'A' } }, ['header: one_gap']],
  ['a gap in the footer', { footer: 'From {{1}}' }, ['footer: no_gap']],
  ['a long button', { buttons: [{ kind: 'quick_reply', text: 'I will come on Monday at nine' }] }, ['buttons[0].text: too_long']],
  [
    'a gap inside an address',
    { buttons: [{ kind: 'url', text: 'Go', url: 'https://a.example/{{1}}/x', example: 'b' }] },
    ['buttons[0].url: url_gap'],
  ],
  ['no address', { buttons: [{ kind: 'url', text: 'Go', url: 'clinic.example' }] }, ['buttons[0].url: bad_url']],
  [
    'a number without its country',
    { buttons: [{ kind: 'phone_number', text: 'Call', phone: '0712 345678' }] },
    ['buttons[0].phone: bad_phone'],
  ],
  ['two of one name', { buttons: ['Yes', 'yes'].map((text) => ({ kind: 'quick_reply', text })) }, ['buttons: same_title']],
  [
    'buttons in a muddle',
    {
      buttons: [
        { kind: 'quick_reply', text: 'Yes' },
        { kind: 'url', text: 'Go', url: 'https://a.example' },
        { kind: 'quick_reply', text: 'No' },
      ],
    },
    ['buttons: mixed_buttons'],
  ],
  [
    'three addresses',
    { buttons: ['a', 'b', 'c'].map((text) => ({ kind: 'url', text, url: `https://${text}.example` })) },
    ['buttons: too_many'],
  ],
])('says of %s what Meta would refuse', (_what, given, expected) => {
  expect(faults(given)).toEqual(expected);
});

it('says it in a sentence', () => {
  const [found] = faultsOfTemplate(TemplateChange.parse({ category: 'UTILITY', body: 'Hello {{1}}, how are you today?' }));
  expect(found).toMatchObject({ message: 'Say what may stand in {{1}}: Meta decides by the example.' });
});
