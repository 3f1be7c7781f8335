/** Milliseconds of the machine's monotonic clock: the same for every process on it, which `performance.now()` is not. */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
