import { describe, expect, it } from 'vitest';
import { BadCommand, oneOf, readOptions, wholeNumber } from './command-line.ts';

const options = { as: { type: 'string', default: 'nobody' }, quiet: { type: 'boolean', short: 'q', default: false } } as const;

describe('the words of a command', () => {
  it.each([
    [[], { as: 'nobody', quiet: false }],
    [['--as', 'Amina', '-q'], { as: 'Amina', quiet: true }],
    [['--as=-5'], { as: '-5', quiet: false }],
  ])('%j', (words, values) => {
    expect(readOptions(words, options)).toEqual(values);
  });

  it.each([
    [['--foo'], 'There is no option --foo.'],
    [['-f'], 'There is no option -f.'],
    [['--toString'], 'There is no option --toString.'],
    [['--as'], '--as needs a value.'],
    [['--as', ''], '--as needs a value.'],
    [['--as', '--quiet'], '--as needs a value.'],
    [['--quiet=yes'], '--quiet takes no value.'],
    [['now'], '"now" is not an option.'],
    [['--'], '"--" is not an option.'],
  ])('%j is refused: %s', (words, sentence) => {
    expect(() => readOptions(words, options)).toThrow(new BadCommand(sentence));
  });

  it('their values name the option when they are wrong', () => {
    expect(wholeNumber('port', '0', 9)).toBe(0);
    for (const given of ['10', '-1', '1.5', 'abc', '', '1e0'])
      expect(() => wholeNumber('port', given, 9)).toThrow('--port must be a whole number from 0 to 9.');
    expect(() => oneOf('mode', 'fast', ['slow', 'slower'])).toThrow('--mode must be one of slow, slower.');
  });
});
