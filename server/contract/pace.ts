/** GET /api/pace, 200 `pace`: how long it takes from card to paper, by service. Nothing about people. */
import { array, type InferOutput, integer, minValue, nullable, number, object, pipe } from 'valibot';
import { localised, serviceId } from './words.ts';

const figure = object({
  /** Papers in the last `days`. */
  runs: pipe(number(), integer(), minValue(0)),
  medianSeconds: nullable(number()),
  p95Seconds: nullable(number()),
});
export const pace = object({
  days: number(),
  all: figure,
  services: array(object({ service: serviceId, title: localised, ...figure.entries })),
});
export type Pace = InferOutput<typeof pace>;
