export { CommandError, commandError, failureOf } from './CommandError';
export { nextSteps, sentenceOf, useSentence, type NextStep, type Sentence } from './sentences';
