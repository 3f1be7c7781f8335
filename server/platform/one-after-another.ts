/** Runs work one after the other, in the order in which it was asked for; what fails keeps nobody from their turn. */
export type OneAfterAnother = <T>(work: () => Promise<T>) => Promise<T>;

export function createOneAfterAnother(): OneAfterAnother {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
