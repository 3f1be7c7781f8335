import { classify, type IntentModel } from './model.ts';
import { type Example, outOfScope } from './train.ts';

/** What the classifier said to one sentence. */
export interface Prediction extends Example {
  /** What it was taken to mean; "oos" when nothing reached the threshold. */
  readonly predicted: string;
  readonly probability: number;
  /** The likeliest intent, also when it was refused. */
  readonly best: string;
}

export interface Figures {
  readonly inScope: {
    readonly sentences: number;
    readonly right: number;
    /** Taken for another intent. */
    readonly mistaken: number;
    /** Refused as out of scope; counts as wrong. */
    readonly refused: number;
  };
  readonly outOfScope: { readonly sentences: number; readonly refused: number };
}

export function predict(model: IntentModel, example: Example): Prediction {
  const [best] = classify(model, example.text, 1);
  const { intent = outOfScope, probability = 0 } = best ?? {};
  const { text } = example;
  return { text, intent: example.intent, predicted: probability < model.threshold ? outOfScope : intent, probability, best: intent };
}

export function count(predictions: readonly Prediction[]): Figures {
  const inside = predictions.filter((one) => one.intent !== outOfScope);
  const outside = predictions.filter((one) => one.intent === outOfScope);
  const right = inside.filter((one) => one.predicted === one.intent).length;
  const refused = inside.filter((one) => one.predicted === outOfScope).length;
  return {
    inScope: { sentences: inside.length, right, mistaken: inside.length - right - refused, refused },
    outOfScope: { sentences: outside.length, refused: outside.filter((one) => one.predicted === outOfScope).length },
  };
}
