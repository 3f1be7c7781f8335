/** Values that stand in the examples of the API's description. */
export const exampleId = '019a9c2e-4b00-7c31-8a52-6d0f3b1e9c44';
export const exampleOtherId = '019a9c2e-4b1f-7d02-9e6b-1f4a7c2d8e90';
export const exampleTime = '2026-11-20T14:00:00.000Z';
