import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { classify, type Example, type IntentModel, trainIntents } from '../intents/index.ts';
import { type FaqIndex, indexFaq, type Line } from './faq.ts';
import type { OfflineSettings } from './settings.ts';

/** Everything an organization taught this assistant, ready to be asked. */
export interface Learnt {
  readonly faq: FaqIndex;
  readonly model: IntentModel;
}

/** What the classifier says a text means, in lines. */
export interface Guess {
  readonly line: Line;
  readonly probability: number;
}

/** The likeliest answers, best first; lines with one answer are one meaning. */
export function guess({ faq, model }: Learnt, text: string): Guess[] {
  return classify(model, text).flatMap(({ intent, probability }) => {
    const line = faq.lines[Number(intent)];
    return line ? [{ line, probability }] : [];
  });
}

/** Learnt once for each content of the settings: a few hundred examples take well under a second, in slices. */
export function learn(settings: OfflineSettings): Promise<Learnt> {
  let learnt = bySettings.get(settings);
  if (!learnt) {
    learnt = learnContent(settings);
    bySettings.set(settings, learnt);
  }
  return learnt;
}
const bySettings = new WeakMap<OfflineSettings, Promise<Learnt>>();

/** A channel that is read again brings the same settings in a new object. */
function learnContent(settings: OfflineSettings): Promise<Learnt> {
  const key = createHash('sha256')
    .update(JSON.stringify([settings.faq, settings.intents]))
    .digest('base64');
  const learnt = byContent.get(key) ?? train(settings);
  // The one used longest ago stands first and goes first.
  byContent.delete(key);
  byContent.set(key, learnt);
  const [oldest] = byContent.keys();
  if (byContent.size > mostKept && oldest !== undefined) byContent.delete(oldest);
  return learnt;
}
const byContent = new Map<string, Promise<Learnt>>();
/** Weights of 500 examples take about 2 MiB. */
const mostKept = 32;

async function train(settings: OfflineSettings): Promise<Learnt> {
  const faq = indexFaq(settings);
  const meaning = (answer: string) => String(faq.lines.findIndex((line) => line.a === answer));
  const examples: Example[] = [
    ...settings.faq.map(({ q, a }) => ({ text: q, intent: meaning(a) })),
    ...settings.intents.flatMap((intent) => intent.examples.map((text) => ({ text, intent: meaning(intent.answer) }))),
  ];
  const steps = trainIntents(examples);
  for (;;) {
    const step = steps.next();
    if (step.done) return { faq, model: step.value };
    // Other turns and webhooks go first.
    await setImmediate();
  }
}
