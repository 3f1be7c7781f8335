/** The places of rows that are on their way, in the shape of rows. */
export function RowSkeleton({ rows, height }: { readonly rows: number; readonly height: number }) {
  return Array.from({ length: rows }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: places without content, always in this order.
    <div key={index} aria-hidden className="flex gap-3 border-b border-line px-3 py-3 animate-breathe" style={{ height }}>
      <div className="size-8 shrink-0 rounded-full bg-line/70" />
      <div className="flex min-w-0 flex-1 flex-col gap-2.5 pt-1">
        <div className="h-3 rounded-[4px] bg-line/70" style={{ width: `${[48, 36, 60][index % 3]}%` }} />
        <div className="h-3 rounded-[4px] bg-line/70" style={{ width: `${[88, 72, 80][index % 3]}%` }} />
      </div>
    </div>
  ));
}
