import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

const WhyDrawer = lazy(async () => ({ default: (await import('./why-drawer.tsx')).WhyDrawer }));

/** Stands in the frame, once for every page; its drawer is loaded when it is first asked for. */
export function Why() {
  const { why } = useSearch({ strict: false }) as { why?: string };
  return (
    why !== undefined && (
      <Suspense>
        <WhyDrawer turnId={why} />
      </Suspense>
    )
  );
}
