import type { Feature, TaskHost } from '#core/feature.ts';
import { places } from '#platform/log.ts';

/** What modules do by themselves while the program runs. */
export interface Tasks {
  /** Begins; the returned function ends it after what is under way. */
  start(): () => void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function createTasks(features: readonly Feature[], host: TaskHost): Tasks {
  const tasks = features.flatMap((feature) => feature.tasks ?? []);
  const underWay = new Set<Promise<void>>();

  return {
    start() {
      let stopped = false;
      const cancels = new Map<string, () => void>();
      for (const task of tasks) {
        const wait = () => void cancels.set(task.name, host.clock.after(task.everySeconds * 1000, look));
        const look = () => {
          const run = task
            .run(host)
            .catch((error: unknown) =>
              host.log.warn({ task: task.name, err: places(error) }, 'a task could not be done; it is tried again'),
            )
            .finally(() => {
              underWay.delete(run);
              if (!stopped) wait();
            });
          underWay.add(run);
        };
        wait();
      }
      return () => {
        stopped = true;
        for (const cancel of cancels.values()) cancel();
      };
    },
    idle: async () => void (await Promise.all(underWay)),
  };
}
