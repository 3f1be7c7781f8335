import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calibration, calibrate, probabilityOf } from './calibrate.ts';
import { featuresOf } from './features.ts';
import { classify, count, type Example, finish, outOfScope, predict, readExamples, trainIntents, trainWithValidation } from './index.ts';

const lines: Record<string, readonly string[]> = {
  hours: [
    'when do you open',
    'what are your opening hours',
    'are you open on sunday',
    'what time do you close',
    'clinic kab khulta hai',
    'کلینک کب کھلتا ہے',
    'mnafungua saa ngapi',
    'क्लिनिक कब खुलता है',
  ],
  price: [
    'how much does it cost',
    'what is the price of a visit',
    'consultation fee please',
    'is it expensive',
    'fees kitni hai',
    'فیس کتنی ہے',
    'gharama ni kiasi gani',
    'फ़ीस कितनी है',
  ],
  place: [
    'where are you located',
    'what is your address',
    'how do I find the clinic',
    'send me directions',
    'aap ka clinic kahan hai',
    'آپ کا کلینک کہاں ہے',
    'mko wapi',
    'आपका क्लिनिक कहाँ है',
  ],
};
const examples: Example[] = Object.entries(lines).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent })));
const model = finish(trainIntents(examples));
const best = (text: string) => classify(model, text)[0];

describe('the intent classifier', () => {
  it.each([
    ['opening hours?', 'hours'],
    ['wehn do you oepn', 'hours'],
    ['kab open hota hai clinic', 'hours'],
    ['pirce?', 'price'],
    ['consultation ki fees kitni', 'price'],
    ['کتنی فیس ہے', 'price'],
    ['DIRECTIONS!!', 'place'],
    ['mko wapi jamani', 'place'],
    ['clinic कहाँ है', 'place'],
  ])('%s: %s', (text, intent) => {
    expect(best(text)?.intent).toBe(intent);
  });

  it('is surer of what it has seen than of what it has not', () => {
    const seen = best('what are your opening hours')?.probability ?? 0;
    for (const strange of ['my goldfish plays chess', 'ساری رات بارش', '🎈', '', 'zzzz'])
      expect(best(strange)?.probability).toBeLessThan(seen / 2);
  });

  it('is the same every time, in whatever order the examples come', () => {
    const again = finish(trainIntents(examples));
    expect(classify(again, 'sunday?')).toEqual(classify(model, 'sunday?'));
    expect(classify(finish(trainIntents([...examples].reverse())), 'sunday?')[0]?.intent).toBe(best('sunday?')?.intent);
  });

  it('takes whatever it is given: no text breaks it, and probabilities are probabilities', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { probability } of classify(model, text)) {
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('learns from one intent, or one example of each, or none', () => {
    expect(classify(finish(trainIntents([{ text: 'when do you open', intent: 'hours' }])), 'when do you open')[0]?.intent).toBe('hours');
    const thin = finish(trainIntents(Object.entries(lines).map(([intent, texts]) => ({ text: texts[0] ?? '', intent }))));
    expect(classify(thin, 'when do you open')[0]?.intent).toBe('hours');
    expect(classify(finish(trainIntents([])), 'hello')).toEqual([]);
  });

  it('a letter of 65,000 characters has no more parts than a page', () => {
    const { words, letters } = featuresOf('lorem ipsum '.repeat(6_000));
    expect(words.length + letters.length).toBeLessThan(5_000);
    expect(featuresOf('x'.repeat(65_000)).letters.length).toBeLessThan(200);
  });
});

describe('none of these', () => {
  const standing = (side: number, known = 1) => ({ side, ahead: side / 2 + 0.5, known });
  const trials = Array.from({ length: 400 }, (_, at) => {
    const inScope = at % 2 === 0;
    return { ...standing((inScope ? 0.1 : -1) + ((at * 37) % 101) / 80), inScope, right: inScope };
  });
  const refused = ({ factors, threshold }: Calibration, inScope: boolean, some = trials) => {
    const those = some.filter((one) => one.inScope === inScope);
    return those.filter((one) => probabilityOf(one, factors) < threshold).length / those.length;
  };

  it('probabilities rise with the side, and with how much of the text is known where that tells', () => {
    const { factors } = calibrate(trials, 'given');
    expect(probabilityOf(standing(1), factors)).toBeGreaterThan(probabilityOf(standing(0), factors));
    const telling = trials.map((one, at) => ({ ...one, known: one.inScope ? 0.8 + (at % 4) / 20 : 0.5 + (at % 5) / 10 }));
    const taught = calibrate(telling, 'given').factors;
    expect(probabilityOf(standing(0, 1), taught) - probabilityOf(standing(0, 0.5), taught)).toBeGreaterThan(0.1);
  });

  it('of given strangers surely six of ten are refused, and not many more, since each step costs people who were understood', () => {
    const chosen = calibrate(trials, 'given');
    // Six of ten, and 1.645 standard errors of two hundred trials.
    expect(refused(chosen, false)).toBeGreaterThanOrEqual(0.657);
    expect(refused(chosen, false)).toBeLessThan(0.8);
    expect(refused(chosen, true)).toBeLessThan(0.02);
    // Of ten strangers nine, for ten prove little.
    const few = trials.slice(0, 20);
    expect(refused(calibrate(few, 'given'), false, few)).toBeGreaterThanOrEqual(0.9);
  });

  it('of strangers that were only made up just those are refused that cost hardly anybody', () => {
    const chosen = calibrate(trials, 'made_up');
    expect(refused(chosen, true)).toBeLessThanOrEqual(0.01);
    expect(refused(chosen, false)).toBeLessThan(refused(calibrate(trials, 'given'), false));
  });

  it('for the sake of made-up strangers, what is more likely than not is never refused', () => {
    const hopeless = trials.map((trial) => ({ ...trial, right: false, inScope: false }));
    expect(calibrate(hopeless, 'made_up').threshold).toBeLessThanOrEqual(0.5);
    expect(calibrate([], 'given').threshold).toBe(0);
    expect(calibrate([], 'made_up').threshold).toBe(0);
  });

  it('validation sentences choose the threshold', () => {
    const validation = [
      ...examples,
      ...['tell me a joke', 'who won the match', 'sing a song'].map((text) => ({ text, intent: outOfScope })),
    ];
    const chosen = finish(trainWithValidation(examples, validation));
    expect(predict(chosen, { text: 'sing me a song', intent: outOfScope }).predicted).toBe(outOfScope);
    expect(predict(chosen, { text: 'when do you open', intent: 'hours' }).predicted).toBe('hours');
  });
});

it('a refused sentence of an intent counts as wrong', () => {
  const one = { text: '', probability: 0.5, best: 'a' };
  expect(
    count([
      { ...one, intent: 'a', predicted: 'a' },
      { ...one, intent: 'a', predicted: 'b' },
      { ...one, intent: 'a', predicted: outOfScope },
      { ...one, intent: outOfScope, predicted: outOfScope },
      { ...one, intent: outOfScope, predicted: 'a' },
    ]),
  ).toEqual({ inScope: { sentences: 3, right: 1, mistaken: 1, refused: 1 }, outOfScope: { sentences: 2, refused: 1 } });
});

describe('reading files of sentences', () => {
  it('takes good lines, in any script, with other fields and empty lines between', () => {
    const { examples: read, faults } = readExamples('\ufeff{"text":"hi","intent":"greet","id":7}\r\n\n{"text":"سلام","intent":" greet "}');
    expect(faults).toEqual([]);
    expect(read).toEqual([
      { text: 'hi', intent: 'greet', line: 1 },
      { text: 'سلام', intent: 'greet', line: 3 },
    ]);
  });

  it.each([
    ['{"text":"hi"', 'line 1: is not JSON. Each line is one object: {"text": "…", "intent": "…"}'],
    ['["hi","greet"]', 'line 1: is not an object with "text" and "intent"'],
    ['{"text":"hi"}', 'line 1: "intent" is missing'],
    ['{"intent":"greet"}', 'line 1: "text" is missing'],
    ['{"text":7,"intent":"greet"}', 'line 1: "text" is not a text'],
    ['{"text":"hi","intent":" "}', 'line 1: "intent" is empty'],
    ['{"text":" ","intent":"greet"}', 'line 1: "text" is empty'],
    ['null', 'line 1: is not an object with "text" and "intent"'],
  ])('%s', (line, fault) => {
    expect(readExamples(line)).toEqual({ examples: [], faults: [fault] });
  });
});
