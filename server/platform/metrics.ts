/**
 * Numbers about the program in the form that Prometheus reads
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). Labels are few and known beforehand: stages, codes, kinds; never an organization,
 * a person or an address. Counted in this process from its start.
 */
export interface Metrics {
  /** Something that happens. */
  counter(name: string, help: string, labels: readonly string[]): Counter;
  /** How long something took. */
  timer(name: string, help: string, labels: readonly string[]): Timer;
  /** What is asked for when somebody reads: each row is the values of the labels, and the number; null: not known now. */
  gauge(name: string, help: string, labels: readonly string[], read: () => GaugeRows | Promise<GaugeRows>): void;
  /** Everything as text. A gauge that cannot be read is left out, and counted. */
  read(): Promise<string>;
}

export type Counter = (values: readonly string[], by?: number) => void;
export type Timer = (values: readonly string[], seconds: number) => void;
export type GaugeRows = readonly (readonly [values: readonly string[], number: number | null])[];

/** Upper ends in seconds: from a statement of a millisecond to a model that thinks for half a minute. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

interface Times {
  readonly counts: number[];
  sum: number;
  count: number;
}

export function createMetrics(): Metrics {
  const families: { readonly name: string; write(): Promise<readonly string[]> | readonly string[] }[] = [];
  let unread = 0;

  function add(name: string, help: string, type: string, lines: () => Promise<readonly string[]> | readonly string[]): void {
    if (families.some((one) => one.name === name)) throw new Error(`There are two metrics called ${name}.`);
    families.push({ name, write: async () => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...(await lines())] });
  }

  return {
    counter(name, help, labels) {
      const counts = new Map<string, number>();
      add(name, help, 'counter', () => [...counts].map(([mark, count]) => `${name}${mark} ${count}`));
      return (values, by = 1) => {
        const mark = marked(labels, values);
        counts.set(mark, (counts.get(mark) ?? 0) + by);
      };
    },
    timer(name, help, labels) {
      const all = new Map<string, { values: readonly string[]; times: Times }>();
      add(name, help, 'histogram', () => [...all.values()].flatMap(({ values, times }) => writeTimes(name, { labels, values }, times)));
      return (values, seconds) => {
        const mark = marked(labels, values);
        const one = all.get(mark) ?? { values, times: { counts: buckets.map(() => 0), sum: 0, count: 0 } };
        all.set(mark, one);
        const place = buckets.findIndex((end) => seconds <= end);
        if (place >= 0) one.times.counts[place] = (one.times.counts[place] ?? 0) + 1;
        one.times.sum += seconds;
        one.times.count += 1;
      };
    },
    gauge(name, help, labels, read) {
      add(name, help, 'gauge', async () =>
        (await read()).flatMap(([values, number]) => (number === null ? [] : [`${name}${marked(labels, values)} ${number}`])),
      );
    },
    async read() {
      const written = await Promise.all(
        families.map(async ({ write }) => {
          try {
            return await write();
          } catch {
            unread += 1;
            return [];
          }
        }),
      );
      const fault = [
        '# HELP baraza_metrics_unread_total How often a number could not be read.',
        '# TYPE baraza_metrics_unread_total counter',
      ];
      return `${[...written.flat(), ...fault, `baraza_metrics_unread_total ${unread}`].join('\n')}\n`;
    },
  };
}

function writeTimes(name: string, { labels, values }: { labels: readonly string[]; values: readonly string[] }, times: Times): string[] {
  const mark = (end: string) => marked([...labels, 'le'], [...values, end]);
  let sum = 0;
  const lines = buckets.map((end, place) => {
    sum += times.counts[place] ?? 0;
    return `${name}_bucket${mark(String(end))} ${sum}`;
  });
  const own = marked(labels, values);
  return [...lines, `${name}_bucket${mark('+Inf')} ${times.count}`, `${name}_sum${own} ${times.sum}`, `${name}_count${own} ${times.count}`];
}

function marked(labels: readonly string[], values: readonly string[]): string {
  if (labels.length === 0) return '';
  return `{${labels.map((label, index) => `${label}="${escaped(values[index] ?? '')}"`).join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
