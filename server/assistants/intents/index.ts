export { count, type Figures, type Prediction, predict } from './evaluate.ts';
export { classify, type IntentModel, type Ranked, trainIntents, trainWithValidation } from './model.ts';
export { type ReadExample, readExamples } from './read-examples.ts';
export { type Example, finish, outOfScope } from './train.ts';
