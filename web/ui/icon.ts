import type { ComponentType, SVGProps } from 'react';

/** A sign from lucide-react, or one drawn like them. */
export type Icon = ComponentType<SVGProps<SVGSVGElement>>;
