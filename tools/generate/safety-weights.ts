import { readDevelopment } from '#tools/safety/development.ts';
import { learn } from '#tools/safety/train.ts';

/** The weights of the safety classifier, learnt from the development half. */
export function generateSafetyWeights(): string {
  const { measured, ...learnt } = learn(readDevelopment());
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  console.log(
    `Classifier on folds it had not seen: asks about ${percent(measured.crises)} of crises, ${percent(measured.everyday)} of everyday messages, ${percent(measured.traps)} of traps.`,
  );
  return `${JSON.stringify(learnt, null, 2)}\n`;
}
