import { type ComponentType, lazy, memo, Suspense } from 'react';
import { Skeleton } from '#web/ui/states.tsx';

/** Parts of the builder that come when they are opened, so that the list is there at once. */

function late<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Late = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  // Memoised, as what stands behind it is: see LateEditor.
  return memo((props: Props) => (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Late {...props} />
    </Suspense>
  )) as unknown as ComponentType<Props>;
}

export const Canvas = late(async () => (await import('./canvas/canvas.tsx')).Canvas);
export const NodeSettings = late(async () => (await import('./settings/node-settings.tsx')).NodeSettings);
export const TrialPanel = late(async () => (await import('./panels/trial-panel.tsx')).TrialPanel);
export const PublishDrawer = late(async () => (await import('./panels/publish-drawer.tsx')).PublishDrawer);
export const VersionsDrawer = late(async () => (await import('./panels/versions-drawer.tsx')).VersionsDrawer);
export const FlowSettingsDrawer = late(async () => (await import('./panels/flow-settings.tsx')).FlowSettingsDrawer);
