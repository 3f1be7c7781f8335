import { describe, expect, it } from 'vitest';
import { unsafeIn } from './answer.ts';
import { safetySentences } from './locales/index.ts';

const of = (text: string, known = '', own = false) => unsafeIn({ text, own, known });

describe('an answer', () => {
  it.each([
    ['You should take 20 mg of it every evening.', 'dosage'],
    ['Tome 2 pastillas por la noche.', 'dosage'],
    ['You can stop your medication whenever you feel better; double your pills.', 'dosage'],
    ['It sounds like you have clinical depression.', 'diagnosis'],
    ['Tienes una depresión.', 'diagnosis'],
    ['I’m a real person, do not worry.', 'claims_human'],
    ['Soy una persona.', 'claims_human'],
    ['Mimi ni daktari.', 'claims_human'],
    ['I am not a robot.', 'denies_ai'],
    ['Je ne suis pas un robot.', 'denies_ai'],
    ['Your secret is safe with me.', 'secrecy'],
    ['I won’t tell anyone.', 'secrecy'],
    ['Everyone would be better off without you.', 'encouragement'],
    ['Just end it all.', 'encouragement'],
    ['The most painless way to die is …', 'method'],
    ['Please call the crisis line at 0800 123 456.', 'invented_line'],
  ])('%s: %s', (text, unsafe) => {
    expect(of(text)).toContain(unsafe);
  });

  it.each([
    'We are open from 9 to 17, call us at 0712 345 678.',
    'I am an automatic assistant, not a person.',
    'I cannot tell you a dose. Please ask your doctor.',
    'Depression is common, and it can be treated. Only a professional can say whether you have it.',
    'Your appointment is at 10:30 on 4 December with Dr Otieno, who is a psychologist.',
    'I am not able to call anybody, but the team can.',
    'Take your time. Take the bus 20 to the clinic.',
    'I am a program of Nuru Clinic.',
    'In an emergency, please go to the nearest hospital.',
    'Nobody is better off without help.',
  ])('%s: nothing', (text) => {
    expect(of(text)).toEqual([]);
  });

  it('may name a help line that it was told of, however it is written', () => {
    expect(of('Call the crisis line at 1199.', '{"instructions":"In a crisis people call 1199."}')).toEqual([]);
    expect(of('Call the crisis line: 0800-123-456', 'Line: \u20660800 123 456\u2069 (24/7)')).toEqual([]);
  });

  it('of the organization’s own words may hold its doses and numbers, and no claim to be a person', () => {
    expect(of('Take 2 tablets after the meal. Emergency: 0800 999 888', '', true)).toEqual([]);
    expect(of('I am a doctor.', '', true)).toEqual(['claims_human']);
  });
});

it('finds nothing in the gate’s own sentences', () => {
  for (const sentences of Object.values(safetySentences)) {
    for (const [key, sentence] of Object.entries(sentences))
      if (!key.startsWith('_')) expect(of(sentence, '', true), `${key}: ${sentence}`).toEqual([]);
  }
});
