import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlowDefinition } from '#contract/flows.ts';
import { openTemplates } from '#templates/index.ts';
import { byLanguage, placesOf } from './places.ts';
import { readTable, writeTable } from './table.ts';
import { putTexts } from './take-texts.ts';
import { readXliff, writeXliff } from './xliff.ts';

const templates = await openTemplates();
const define = (nodes: object) => FlowDefinition.parse({ format: 1, languages: ['en', 'sw', 'ur'], start: 'ask_tea', nodes });
const tea = define({
  ask_tea: {
    kind: 'ask',
    text: { en: 'Tea, {{ contact.name | default: "friend" }}?', ur: 'چائے؟' },
    answer: {
      type: 'choice',
      choices: [
        { value: 'yes', title: 'Yes', description: { en: 'With milk' } },
        { value: 'no', title: { en: 'No', sw: 'Hapana' } },
      ],
    },
    save: 'tea',
    next: 'bye',
  },
  bye: {
    kind: 'say',
    text: '=1+1',
    link: { title: 'Look', url: 'https://example.org' },
    template: { name: 'x', language: 'en', body: ['One', 'Two'] },
  },
});

async function whole(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}
const table = async (definition = tea) => whole(writeTable(definition, definition.languages));
const xliff = async (definition = tea, language = 'sw') => whole(writeXliff(definition, { flow: 'tea', language }));
const put = async (file: string, definition = tea) => putTexts(definition, await readTable(Buffer.from(file)), templates);
const textAt = (definition: FlowDefinition, name: string) => byLanguage(placesOf(definition).get(name)?.words ?? '', definition);

describe('a table', () => {
  it('has a row for each text, says what is missing, and nothing in it runs', async () => {
    const lines = (await table()).replace('\ufeff', '').split('\r\n');
    expect(lines.map((line) => line.split(',')[0])).toEqual([
      'text',
      'ask_tea/text',
      'ask_tea/choice/yes/title',
      'ask_tea/choice/yes/description',
      'ask_tea/choice/no/title',
      'bye/text',
      'bye/link/title',
      'bye/template/body/1',
      'bye/template/body/2',
      '',
    ]);
    expect(lines[4]).toMatch(/^ask_tea\/choice\/no\/title,No,Hapana,,ur,[0-9a-f]{12}$/);
    expect(lines[5]).toMatch(/^bye\/text,'=1\+1,,,sw ur,/);
  });

  it('comes back: what was written counts, what was left empty stays', async () => {
    const file = (await table())
      .replace('ask_tea/choice/yes/title,Yes,,', 'ask_tea/choice/yes/title,Yes,Ndiyo,')
      .replace("'=1+1,,,", "'=1+1,'=2+2,,");
    const { definition, changed, refused } = await put(file);
    expect({ changed, refused }).toEqual({ changed: 2, refused: [] });
    expect(textAt(definition, 'ask_tea/choice/yes/title')).toEqual({ en: 'Yes', sw: 'Ndiyo' });
    expect(textAt(definition, 'bye/text')).toEqual({ en: '=1+1', sw: '=2+2' });
    expect(textAt(definition, 'ask_tea/text')).toEqual(textAt(tea, 'ask_tea/text'));
    expect(FlowDefinition.parse(definition)).toEqual(definition);
  });

  it('leaves out what was changed meanwhile, is gone, cannot be read or is another language, each with its line', async () => {
    const file = (await table())
      .replace('friend"" }}?",,', 'friend"" }}?",Chai?,')
      .replace('title,No,Hapana,', 'title,No,La,')
      .replace('link/title,Look,', 'link/title,Look,{{ contact.name')
      .replace('body/1,One,', 'body/9,One,');
    const changed = structuredClone(tea);
    (changed.nodes.ask_tea as { text: object }).text = { en: 'Coffee?', ur: 'چائے؟' };
    const { definition, ...told } = await put(file.replace(',ur,', ',fr,'), changed);
    expect(told.refused.map(({ line, text, language, reason }) => `${line} ${text} ${language} ${reason}`)).toEqual([
      '2 ask_tea/text en changed_meanwhile',
      '2 ask_tea/text sw changed_meanwhile',
      '2 ask_tea/text fr unknown_language',
      '7 bye/link/title sw unreadable',
      '8 bye/template/body/9 en unknown_text',
    ]);
    expect(told.changed).toBe(1);
    expect(textAt(definition, 'ask_tea/choice/no/title')).toEqual({ en: 'No', sw: 'La' });
    await expect(put('a,b\n1,2\n')).rejects.toThrow('has no column "text"');
    await expect(put('')).rejects.toThrow('is empty');
  });
});

describe('what people write to begin it', () => {
  const triggers = [{ kind: 'keyword', words: { en: ['tea', 'a cup'], sw: ['chai'] } }, { kind: 'first_message' }];
  const begun = FlowDefinition.parse({ ...tea, triggers });
  const lines = async (given: string) => (await table(begun)).replace(',chai,,', `,chai,"${given}",`);

  it('is a line of its own, with commas, and comes back as words of the language', async () => {
    expect(await table(begun)).toContain('trigger/1/words,"tea, a cup",chai,,');
    const { definition, changed, refused } = await put(await lines('چائے، ایک کپ'), begun);
    expect([changed, refused]).toEqual([1, []]);
    expect(definition.triggers[0]).toEqual({ kind: 'keyword', words: { en: ['tea', 'a cup'], sw: ['chai'], ur: ['چائے', 'ایک کپ'] } });
    expect(definition.triggers[1]).toEqual(begun.triggers[1]);
  });

  it('is left out when nobody could write it', async () => {
    const { definition, refused } = await put(await lines('؟؟'), begun);
    expect(refused).toMatchObject([{ text: 'trigger/1/words', language: 'ur', reason: 'unreadable' }]);
    expect(definition).toEqual(begun);
  });
});

describe('an XLIFF file', () => {
  it('comes back, with the marks and entities of tools', async () => {
    const file = (await xliff()).replace(
      /(choice\/yes\/title#[\s\S]*?)<target state="needs-translation"><\/target>/,
      '$1<target state="final"><g id="1">Ndi</g><![CDATA[yo & ]]>&#x263A;</target><alt-trans><target>Hapana</target></alt-trans>',
    );
    const { definition, changed, refused } = putTexts(tea, readXliff(file), templates);
    expect({ changed, refused }).toEqual({ changed: 1, refused: [] });
    expect(textAt(definition, 'ask_tea/choice/yes/title')).toEqual({ en: 'Yes', sw: 'Ndiyo & ☺' });
  });

  it('is refused where it is none, or brings entities of its own', () => {
    expect(() => readXliff('<html></html>')).toThrow('No text was found');
    expect(() => readXliff('<!DOCTYPE x [<!ENTITY a "b">]><xliff/>')).toThrow('declares entities');
    expect(() => readXliff('<xliff><trans-unit id="a#b"><target>x</target></trans-unit></xliff>')).toThrow('target-language');
  });
});

it('whatever the texts are, a file that nobody changed changes nothing', async () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== '');
  const odd = fc.constantFrom('=cmd|x', "'=x", '-1', '\t+2', 'a\r\nb', '"', ';,', '<b>&amp;</b>', ']]>', ' x ', '+١');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(words, odd), { minLength: 1, maxLength: 5 }), async (texts) => {
      const definition = define(
        Object.fromEntries(texts.map((text, index) => [`n${index}`, { kind: 'say', text: index % 2 === 0 ? text : { sw: text } }])),
      );
      const given = [...(await readTable(Buffer.from(await table(definition)))), ...readXliff(await xliff(definition))];
      expect(putTexts(definition, given, { fault: () => null })).toMatchObject({ changed: 0, refused: [] });
    }),
    { numRuns: 60 },
  );
});
