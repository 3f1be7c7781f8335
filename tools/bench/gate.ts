import { buildServer, buildServerWith } from '../setup/build.mjs';
import type { Size } from './options.ts';
import { makeHome, type Program, programs, startProgram } from './programs.ts';
import { median } from './statistics.ts';
import { type Bench, type Load, runTrial, type Trial } from './trial.ts';

/** What people write to a help desk, in the languages of the rules, some 100 characters each; nothing is found in them. */
const said = [
  'Hello, I would like to know when you open tomorrow and whether I have to book a place before I come.',
  'Bonjour, je voudrais savoir à quelle heure vous ouvrez demain et si je dois réserver une place avant.',
  'Hola, quisiera saber a qué hora abren mañana y si tengo que reservar un lugar antes de ir con mi hijo.',
  'Habari, ningependa kujua mnafungua saa ngapi kesho na kama ninahitaji kuweka nafasi kabla ya kuja huko.',
  'مرحبا، أود أن أعرف متى تفتحون غدا وهل يجب أن أحجز مكانا قبل أن آتي مع ابني الصغير إلى العيادة.',
  'سلام، میں جاننا چاہتا ہوں کہ کل آپ کتنے بجے کھولتے ہیں اور کیا آنے سے پہلے جگہ بک کرانی ہوگی۔',
  'नमस्ते, मैं जानना चाहता हूँ कि आप कल कितने बजे खोलते हैं और क्या आने से पहले जगह बुक करनी होगी।',
  'Salam, main janna chahta hun ke kal aap kitne baje kholte hain aur kya pehle booking karani hogi.',
];

/** The gate's reading, which finds nothing. Everything around it stays as it is. */
const without = {
  'server/safety/read-text.ts': `
    const nothing = { severity: 'none', categories: [], hard: false, evidence: [], reason: '' };
    export const readText = () => nothing;
    export const readRules = () => nothing;
  `,
};

const embedded = programs[0] as Program;

/** Processor time of Baraza for 1,000 messages, with the gate and without it, in turns, so that a slow minute meets both. */
export async function compareGate(bench: Bench, { rounds, contacts, perContact }: Size): Promise<string> {
  const bundles = { with: await buildServer(), without: await buildServerWith(without, 'server-without-gate') };
  const trials: Readonly<Record<keyof typeof bundles, Trial[]>> = { with: [], without: [] };
  const load: Load = { kind: 'instant', contacts, perContact, perSecond: null, said };
  for (let round = 0; round < rounds; round += 1) {
    // Neither is always the first.
    const order = round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
    for (const name of order) {
      const home = await makeHome(embedded, bench.folder, null);
      const running = await startProgram(home, bench.graph.urls, { bundle: bundles[name] });
      await runTrial(bench, home, running, load);
      for (let n = 0; n < trialsEach; n += 1) trials[name].push(await runTrial(bench, home, running, load));
      await running.stop();
      await home.remove();
    }
  }
  const cpu = (name: keyof typeof bundles) => median(trials[name].map((one) => one.cpu));
  const rate = (name: keyof typeof bundles) => Math.round(median(trials[name].map((one) => one.perSecond)));
  const more = 100 * (cpu('with') / cpu('without') - 1);
  return [
    `With the gate:    ${cpu('with').toFixed(2)} s of processor time for 1,000 messages, ${rate('with')} a second`,
    `Without the gate: ${cpu('without').toFixed(2)} s of processor time for 1,000 messages, ${rate('without')} a second`,
    `The gate takes ${more.toFixed(1)} % more (medians of ${trials.with.length} trials each, ${contacts * perContact} messages of about 130 characters).`,
  ].join('\n');
}

/** After one that warms it up. */
const trialsEach = 2;
